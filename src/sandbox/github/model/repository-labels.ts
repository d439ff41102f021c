import { atLeast, requireRead, requireWrite, roleOf } from "./access.ts";
import type { Actor, Label, Repository } from "./records.ts";
import { notFound, Refusal } from "./refusal.ts";
import { labelView } from "./view/issue.ts";
import { nextId, type World } from "./world.ts";

const need = { permission: "issues", role: "write" as const };

export function listLabels(world: World, actor: Actor, repository: Repository) {
  requireRead(world, actor, repository, "issues");
  return [...repository.labels.values()].map((label) => labelView(world, repository, label));
}

export function readLabel(world: World, actor: Actor, repository: Repository, name: string) {
  requireRead(world, actor, repository, "issues");
  return labelView(world, repository, findLabel(repository, name));
}

export function createLabel(
  world: World,
  actor: Actor,
  repository: Repository,
  input: { name: string; color?: string | undefined; description?: string | null | undefined },
) {
  requireWrite(world, actor, repository, need);
  checkLabel(input);
  if (repository.labels.has(input.name.toLowerCase())) {
    throw new Refusal(422, "Validation Failed", [
      { resource: "Label", code: "already_exists", field: "name" },
    ]);
  }
  return labelView(world, repository, makeLabel(world, repository, input));
}

export function changeLabel(
  world: World,
  actor: Actor,
  repository: Repository,
  input: {
    name: string;
    newName?: string | undefined;
    color?: string | undefined;
    description?: string | null | undefined;
  },
) {
  requireWrite(world, actor, repository, need);
  const label = findLabel(repository, input.name);
  const changed = {
    name: input.newName ?? label.name,
    color: input.color ?? label.color,
    description: input.description === undefined ? label.description : input.description,
  };
  checkLabel(changed);
  repository.labels.delete(label.name.toLowerCase());
  Object.assign(label, changed);
  repository.labels.set(label.name.toLowerCase(), label);
  return labelView(world, repository, label);
}

/**
 * The labels of these names. Unknown ones are made grey, as GitHub does for whoever may push;
 * others are refused.
 */
export function labelsNamed(
  world: World,
  actor: Actor,
  repository: Repository,
  names: readonly string[],
): Label[] {
  const found = new Map<string, Label>();
  for (const name of names) {
    checkLabel({ name });
    const known = repository.labels.get(name.toLowerCase());
    if (!known) requireLabelMaker(world, actor, repository);
    found.set(name.toLowerCase(), known ?? makeLabel(world, repository, { name }));
  }
  return [...found.values()];
}

function requireLabelMaker(world: World, actor: Actor, repository: Repository): void {
  if (actor.installation !== undefined) return;
  if (atLeast(roleOf(world, repository, actor.login).base, "write")) return;
  throw new Refusal(403, "You do not have permission to create labels on this repository.", [
    { resource: "Repository", field: "label", code: "unauthorized" },
  ]);
}

function findLabel(repository: Repository, name: string): Label {
  const label = repository.labels.get(name.toLowerCase());
  if (!label) throw notFound();
  return label;
}

function makeLabel(
  world: World,
  repository: Repository,
  input: { name: string; color?: string | undefined; description?: string | null | undefined },
): Label {
  const label = {
    id: nextId(world, "label"),
    name: input.name,
    color: input.color ?? "ededed",
    description: input.description ?? null,
  };
  repository.labels.set(label.name.toLowerCase(), label);
  return label;
}

function checkLabel(input: {
  name: string;
  color?: string | undefined;
  description?: string | null | undefined;
}) {
  const wrong = (field: string) =>
    new Refusal(422, "Validation Failed", [{ resource: "Label", code: "invalid", field }]);
  if (input.name.length === 0 || input.name.length > 50) throw wrong("name");
  if (input.color !== undefined && !/^[0-9a-f]{6}$/i.test(input.color)) throw wrong("color");
  if ((input.description ?? "").length > 100) throw wrong("description");
}

import { fullName } from "./lookup.ts";
import { addAccount } from "./people.ts";
import type { Account, Repository } from "./records.ts";
import { nextId, stamp, type World } from "./world.ts";

/** GitHub gives every new repository these labels. */
const defaultLabels: readonly [string, string, string][] = [
  ["bug", "d73a4a", "Something isn't working"],
  ["documentation", "0075ca", "Improvements or additions to documentation"],
  ["enhancement", "a2eeef", "New feature or request"],
];

/** Adds `owner/name`; an owner not seen before becomes a person. */
export function addRepository(
  world: World,
  name: string,
  options: { private?: boolean; defaultBranch?: string } = {},
): Repository {
  const [owner, short] = name.split("/");
  if (!owner || !short) throw new Error(`"${name}" is not owner/name, for example acme/web.`);
  const now = stamp(world);
  const repository: Repository = {
    id: nextId(world, "repository"),
    owner: world.accounts.get(owner.toLowerCase()) ?? addAccount(world, owner),
    name: short,
    formerNames: [],
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? "main",
    createdAt: now,
    updatedAt: now,
    labels: new Map(),
    collaborators: new Map(),
    issues: new Map(),
    nextNumber: 1,
    commits: [],
    checkRuns: new Map(),
    pinnedIssues: [],
  };
  for (const [label, color, description] of defaultLabels) {
    repository.labels.set(label, { id: nextId(world, "label"), name: label, color, description });
  }
  world.repositories.set(repository.id, repository);
  return repository;
}

/** Gives a login a role by name, or takes it away with `null`. */
export function setCollaborator(repository: Repository, login: string, role: string | null): void {
  if (role === null) repository.collaborators.delete(login.toLowerCase());
  else repository.collaborators.set(login.toLowerCase(), role);
}

export function renameRepository(repository: Repository, name: string, owner?: Account): void {
  repository.formerNames.push(fullName(repository).toLowerCase());
  repository.name = name;
  if (owner) repository.owner = owner;
}

import { createStore } from "../git/store.ts";
import type { BranchRule } from "./code/rules.ts";
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

export interface NewRepository {
  private?: boolean;
  defaultBranch?: string;
  /** Rulesets, as `GET …/rules/branches/{branch}` shows them. */
  rules?: readonly BranchRule[];
  /** Protected branches with the names of their required checks. */
  protection?: Record<string, readonly string[]>;
}

/** Adds `owner/name`; an owner not seen before becomes a person. */
export function addRepository(world: World, name: string, options: NewRepository = {}): Repository {
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
    git: createStore(),
    pushedAt: null,
    rules: [...(options.rules ?? [])],
    protection: new Map(Object.entries(options.protection ?? {})),
    largestTree: 100_000,
    statuses: [],
    deployments: new Map(),
    releases: new Map(),
    workflowRuns: new Map(),
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

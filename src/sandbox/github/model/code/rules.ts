import { type GitCommit, readCommit } from "../../git/commit.ts";
import { isAncestor, newestFirst } from "../../git/history.ts";
import { requireRead } from "../access.ts";
import { fullName } from "../lookup.ts";
import type { Actor, Repository } from "../records.ts";
import { Refusal } from "../refusal.ts";
import type { World } from "../world.ts";
import { isVerified } from "./signatures.ts";

/** One rule of a ruleset, as people set it up. */
export interface BranchRule {
  /** A branch, a pattern with `*`, `~DEFAULT_BRANCH` or `~ALL`. */
  branches: string;
  /** For example `pull_request`, `required_status_checks`, `creation`. */
  type: string;
  /** As GitHub spells them; what is left out is filled in. */
  parameters?: Record<string, unknown>;
}

/** How a ref is about to move; a missing end means that it is made or deleted. */
export interface RefMove {
  ref: string;
  before: string | undefined;
  after: string | undefined;
}

const defaults: Record<string, Record<string, unknown>> = {
  pull_request: {
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_approving_review_count: 0,
    required_review_thread_resolution: false,
  },
  required_status_checks: {
    required_status_checks: [],
    strict_required_status_checks_policy: false,
  },
};

/** `GET …/rules/branches/{branch}`; the branch need not exist. */
export function listBranchRules(
  world: World,
  actor: Actor,
  repository: Repository,
  branch: string,
) {
  requireRead(world, actor, repository, "metadata");
  return rulesOf(repository, branch).map(({ type, parameters }) => ({
    type,
    ...(type in defaults || parameters ? { parameters: { ...defaults[type], ...parameters } } : {}),
    ruleset_source_type: "Repository",
    ruleset_source: fullName(repository),
    ruleset_id: repository.id,
  }));
}

export function rulesOf(repository: Repository, branch: string): BranchRule[] {
  return repository.rules.filter(({ branches }) => matches(repository, branches, branch));
}

/** Names of the checks that must have succeeded before something is merged into a branch. */
export function requiredChecks(repository: Repository, branch: string): string[] {
  const byRule = rulesOf(repository, branch)
    .filter(({ type }) => type === "required_status_checks")
    .flatMap(({ parameters }) => listed(parameters?.required_status_checks));
  return [...new Set([...(repository.protection.get(branch) ?? []), ...byRule])];
}

/** Refuses a move that a rule forbids. `byMerge` tells that a pull request brings it. */
export function requireAllowed(repository: Repository, move: RefMove, byMerge = false): void {
  const branch = /^heads\/(.+)$/.exec(move.ref)?.[1];
  if (branch === undefined) return;
  const broken = rulesOf(repository, branch).flatMap(({ type }) =>
    breaks(repository, move, { type, byMerge }),
  );
  if (broken.length === 0) return;
  throw new Refusal(422, `Repository rule violations found\n\n${broken.join("\n\n")}\n`);
}

function breaks(
  repository: Repository,
  { before, after }: RefMove,
  { type, byMerge }: { type: string; byMerge: boolean },
): string[] {
  const created = before === undefined;
  const deleted = after === undefined;
  const moved = !created && !deleted;
  if (type === "creation" && created)
    return ["Cannot create ref due to creations being restricted."];
  if (type === "deletion" && deleted) return ["Cannot delete this protected ref."];
  if (type === "update" && moved) return ["Cannot update this protected ref."];
  if (type === "pull_request" && moved && !byMerge) {
    return ["Changes must be made through a pull request."];
  }
  if (type === "non_fast_forward" && moved && !isAncestor(repository.git, before, after)) {
    return ["Cannot force-push to this protected ref."];
  }
  if (type === "required_signatures" && !deleted && !allVerified(repository, before, after)) {
    return ["Commits must have verified signatures."];
  }
  return [];
}

function allVerified(repository: Repository, before: string | undefined, after: string): boolean {
  const fresh: readonly GitCommit[] = before
    ? newestFirst(repository.git, after, before)
    : [readCommit(repository.git, after)];
  return fresh.every(isVerified);
}

function matches(repository: Repository, pattern: string, branch: string): boolean {
  if (pattern === "~ALL") return true;
  if (pattern === "~DEFAULT_BRANCH") return branch === repository.defaultBranch;
  const source = pattern
    .split(/(\*+)/)
    .map((part) => (/^\*+$/.test(part) ? ".*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")));
  return new RegExp(`^${source.join("")}$`).test(branch);
}

function listed(checks: unknown): string[] {
  if (!Array.isArray(checks)) return [];
  return checks.flatMap((check: unknown) =>
    typeof check === "object" && check !== null && "context" in check ? String(check.context) : [],
  );
}

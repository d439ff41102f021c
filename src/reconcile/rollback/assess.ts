import { digitsOf, readRollbackBranch, rollbackBranch } from "../../core/rollback/branch-name.ts";
import type { RollbackFinding } from "../../core/rollback/plan.ts";
import { targetText } from "../../core/rollback/target.ts";
import { Stop } from "../failure.ts";
import { assessRestore } from "./assess-restore.ts";
import { assessRevert } from "./assess-revert.ts";
import { Cannot } from "./cannot.ts";
import type { Attempt, RollbackRequest, RollbackWorld } from "./request.ts";
import { type Resolved, resolveTarget } from "./resolve-target.ts";

/** Looks up what to roll back and tries it; what comes out is fixed to the commits it saw. */
export async function assessRollback(
  request: RollbackRequest,
  world: RollbackWorld,
): Promise<RollbackFinding> {
  try {
    const resolved = await resolveTarget(request, world);
    const branch = branchFor(resolved, request);
    if (typeof branch !== "string") return branch;
    return resolved.kind === "restore"
      ? await assessRestore(resolved, { request, branch }, world)
      : await assessRevert(resolved, { request, branch }, world);
  } catch (failure) {
    return impossible(failure, targetText(request.target));
  }
}

/** The next free name; an attempt that is open or merged is the answer instead. */
function branchFor(resolved: Resolved, request: RollbackRequest): string | RollbackFinding {
  const { repository, issue } = request.incident;
  const digits = digitsOfResolved(resolved);
  const { name } = resolved.ground.place;
  const earlier = request.attempts.flatMap((attempt) => {
    const read = readRollbackBranch(attempt.branch);
    const same = read?.repository === repository && read.issue === issue;
    if (!same || read.digits !== digits || !isSameName(attempt.repository, name)) return [];
    return [{ ...attempt, number: read.attempt }];
  });
  const standing = earlier.find(isStanding);
  if (standing !== undefined) {
    const { pull, url, state } = standing;
    return { kind: "exists", repository: name, pull, url, state };
  }
  const attempt = Math.max(0, ...earlier.map(({ number }) => number)) + 1;
  return rollbackBranch({ repository, issue, digits, attempt });
}

function isStanding<T extends Attempt>(
  attempt: T,
): attempt is T & { readonly state: "open" | "merged" } {
  return attempt.state !== "closed";
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function digitsOfResolved(resolved: Resolved): string {
  if (resolved.kind === "restore") return digitsOf({ kind: "restore", sha: resolved.good.sha });
  const { before, after, several } = resolved;
  return several
    ? digitsOf({ kind: "range", from: before, to: after.sha })
    : digitsOf({ kind: "one", sha: after.sha });
}

function impossible(failure: unknown, target: string): RollbackFinding {
  if (failure instanceof Cannot) {
    const { why, detail } = failure;
    return { kind: "impossible", target, why, ...(detail !== undefined && { detail }) };
  }
  if (!(failure instanceof Stop)) throw failure;
  const { message: detail } = failure;
  // A rule of the repository refuses in other words what a missing permission does.
  const why = failure.reason === "gone" ? "no-such-repository" : "no-permission";
  return { kind: "impossible", target, why, detail };
}

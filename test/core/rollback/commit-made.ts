import type { CommitSeen } from "../../../src/core/rollback/history.ts";

/** A commit of that name, after its parents. */
export function commitMade(
  sha: string,
  parents: readonly string[],
  message: string = sha,
): CommitSeen {
  return { sha, parents, message, tree: `tree of ${sha}`, at: "2026-11-22T10:00:00Z" };
}

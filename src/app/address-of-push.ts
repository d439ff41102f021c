import { incidentOfBranch } from "../core/rollback/branch-name.ts";
import { type Address, noIssue } from "../reconcile/address.ts";
import { isOwnFile } from "../reconcile/own-files.ts";
import { type Fields, fieldsOf, isText, repositoryIn } from "./payload.ts";

/** The events that tell of files of ours; `app.yml` subscribes to them. */
export const fileEvents = ["push"] as const;

const branchPrefix = "refs/heads/";
const commitName = /^[0-9a-f]{40}$/;
const noCommit = "0".repeat(40);

/**
 * The repository as a whole and the commit whose files are to be checked, when a push to a branch
 * touched one of ours. Only what the payload lists counts: GitHub lists at most 2,048 commits.
 */
export function addressOfPush(payload: Fields, now: Date): Address | undefined {
  const { after } = payload;
  const place = repositoryIn(payload);
  if (place === undefined || !isBranch(payload.ref)) return undefined;
  if (!isText(after) || !commitName.test(after) || after === noCommit) return undefined;
  if (!pushedCommits(payload).some(touchesOurs)) return undefined;
  return { ...place, issue: noIssue, seen: { toldAt: now.toISOString(), pushed: [after] } };
}

/** What is merged on a scratch branch of ours is only tried. */
function isBranch(ref: unknown): boolean {
  if (!isText(ref) || !ref.startsWith(branchPrefix)) return false;
  return incidentOfBranch(ref.slice(branchPrefix.length))?.purpose !== "scratch";
}

/** A new branch may list no commit although its head is one that nobody pushed before. */
function pushedCommits({ commits, head_commit: head }: Fields): readonly unknown[] {
  return [head, ...(Array.isArray(commits) ? commits : [])];
}

/** A file taken away matters too: the configuration may still name it. */
function touchesOurs(commit: unknown): boolean {
  const { added, modified, removed } = fieldsOf(commit);
  return [added, modified, removed].some(
    (paths) => Array.isArray(paths) && paths.some((path) => isText(path) && isOwnFile(path)),
  );
}

import type { CommitSeen } from "./history.ts";
import { readSubject } from "./undone.ts";

/** The commits that a pull request put on its base branch, newest first, if not by a merge. */
export interface Landed {
  readonly commits: readonly CommitSeen[];
  /** The parent of the oldest; undefined if it has none. */
  readonly before: string | undefined;
}

/** Squashed, as GitHub's own message for it says; rebasing keeps the messages of the commits. */
export function saysSquashed(commit: CommitSeen, pull: number): boolean {
  return readSubject(commit.message).pull === pull;
}

/** Whether `commit` can be the last of these, rebased: rebasing keeps every word of a message. */
export function mayBeRebased(commit: CommitSeen, originals: readonly CommitSeen[]): boolean {
  return withoutMerges(originals).at(-1)?.message === commit.message;
}

/**
 * Finds the rebased copies of a pull request's own commits (oldest first) on the branch that ends
 * with `last`. Rebasing leaves out merges, and commits that the branch had already. A squashed
 * pull request has landed as one commit whose message is its own.
 */
export function landedCommits(landing: {
  readonly last: CommitSeen;
  readonly originals: readonly CommitSeen[];
  /** Commits from `last` on down. */
  readonly branch: readonly CommitSeen[];
}): Landed {
  const known = new Map(landing.branch.map((commit) => [commit.sha, commit]));
  const commits: CommitSeen[] = [];
  let next: CommitSeen | undefined = landing.last;
  for (const original of withoutMerges(landing.originals).toReversed()) {
    if (next === undefined || !isCopy(next, { original, last: landing.last })) continue;
    commits.push(next);
    const [parent]: readonly string[] = next.parents;
    next = parent === undefined ? undefined : known.get(parent);
  }
  const landed = commits.length === 0 ? [landing.last] : commits;
  return { commits: landed, before: landed.at(-1)?.parents[0] };
}

/** GitHub rebases within seconds; whoever wrote the same words before that wrote another commit. */
const longestRebaseMs = 5 * 60_000;

function isCopy(
  landed: CommitSeen,
  { original, last }: { original: CommitSeen; last: CommitSeen },
): boolean {
  const apart = Math.abs(Date.parse(last.at) - Date.parse(landed.at));
  return landed.message === original.message && apart <= longestRebaseMs;
}

/** The commits themselves, where a pull request was pushed to its base branch as it was. */
export function pushedCommits(
  last: CommitSeen,
  count: number,
  branch: readonly CommitSeen[],
): Landed {
  const known = new Map(branch.map((commit) => [commit.sha, commit]));
  const commits = [last];
  while (commits.length < count) {
    const [parent, other] = commits.at(-1)?.parents ?? [];
    const next = parent === undefined ? undefined : known.get(parent);
    if (next === undefined || other !== undefined) break;
    commits.push(next);
  }
  return { commits, before: commits.at(-1)?.parents[0] };
}

function withoutMerges(commits: readonly CommitSeen[]): readonly CommitSeen[] {
  return commits.filter(({ parents }) => parents.length < 2);
}

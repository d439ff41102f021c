import type { CommitSeen } from "./history.ts";

/**
 * The commits of a branch itself, newest first, out of all that it holds: following first
 * parents, so what a merge brought counts as that merge.
 */
export function mainlineOf(commits: readonly CommitSeen[], head: string): readonly CommitSeen[] {
  const known = new Map(commits.map((commit) => [commit.sha, commit]));
  const line: CommitSeen[] = [];
  let next = known.get(head);
  while (next !== undefined) {
    line.push(next);
    const [parent] = next.parents;
    next = parent === undefined ? undefined : known.get(parent);
  }
  return line;
}

/** Which commit of the mainline brought a commit to it, for every commit and their parents. */
export function broughtBy(
  commits: readonly CommitSeen[],
  mainline: readonly CommitSeen[],
): ReadonlyMap<string, CommitSeen> {
  const known = new Map(commits.map((commit) => [commit.sha, commit]));
  const brought = new Map<string, CommitSeen>();
  for (const merge of [...mainline].reverse()) {
    const waiting = [merge.sha];
    for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
      if (brought.has(sha)) continue;
      brought.set(sha, merge);
      waiting.push(...(known.get(sha)?.parents ?? []));
    }
  }
  return brought;
}

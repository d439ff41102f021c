import type { CommitSeen, PullSeen } from "../history.ts";

/** The listed part of a default branch. */
export interface Mainline {
  /** On the branch itself rather than behind a merge; newest first. */
  readonly commits: readonly CommitSeen[];
  knows(sha: string): boolean;
  /** Whether `later` is `earlier` or has it behind it, as far as the list goes. */
  contains(later: string, earlier: string): boolean;
}

/**
 * The branch's own line in a list of commits, newest first. A list up to some instant may have
 * several ends: those that were the head of a pull request merged later are no ends of ours.
 */
export function mainlineOf(commits: readonly CommitSeen[], pulls: readonly PullSeen[]): Mainline {
  const known = new Map(commits.map((commit) => [commit.sha, commit]));
  const onLine = new Set<string>();
  for (const end of endsOf(commits, pulls)) {
    let commit: CommitSeen | undefined = end;
    while (commit !== undefined && !onLine.has(commit.sha)) {
      onLine.add(commit.sha);
      commit = known.get(commit.parents[0] ?? "");
    }
  }
  return {
    commits: commits.filter(({ sha }) => onLine.has(sha)),
    knows: (sha) => known.has(sha),
    contains: (later, earlier) => reaches(known, later, earlier),
  };
}

/** Commits of the branch that no merged pull request brought. */
export function pushedDirectly(
  { commits }: Mainline,
  merged: readonly PullSeen[],
): readonly CommitSeen[] {
  const brought = new Set(merged.flatMap(({ mergeCommit }) => mergeCommit ?? []));
  const rebased = merged.flatMap((pull) => rebasedWith(pull, commits, brought));
  const all = new Set([...brought, ...rebased]);
  return commits.filter(({ sha }) => !all.has(sha));
}

function endsOf(commits: readonly CommitSeen[], pulls: readonly PullSeen[]): readonly CommitSeen[] {
  const parents = new Set(commits.flatMap((commit) => commit.parents));
  const ends = commits.filter(({ sha }) => !parents.has(sha));
  const brought = new Set(pulls.flatMap(({ mergeCommit }) => mergeCommit ?? []));
  const heads = new Set(pulls.map(({ head }) => head.sha));
  const ours = ends.filter(({ sha }) => brought.has(sha) || !heads.has(sha));
  return ours.length === 0 ? ends : ours;
}

/** GitHub writes the commits of a rebased pull request anew, all within a few seconds. */
const rebaseMs = 10_000;

/** The commits below the last one of a rebased pull request that came with it. */
function rebasedWith(
  { mergeCommit, mergedAt }: PullSeen,
  commits: readonly CommitSeen[],
  brought: ReadonlySet<string>,
): readonly string[] {
  const last = commits.findIndex(({ sha }) => sha === mergeCommit);
  const top = commits[last];
  if (top === undefined || top.parents.length > 1 || mergedAt === undefined) return [];
  const at = Date.parse(mergedAt);
  const found: string[] = [];
  let below = top;
  for (const commit of commits.slice(last + 1)) {
    if (commit.sha !== below.parents[0] || brought.has(commit.sha)) break;
    if (Math.abs(Date.parse(commit.at) - at) > rebaseMs) break;
    found.push(commit.sha);
    below = commit;
  }
  return found;
}

function reaches(known: ReadonlyMap<string, CommitSeen>, later: string, earlier: string): boolean {
  const waiting = [later];
  const seen = new Set<string>();
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    if (sha === earlier) return true;
    if (seen.has(sha)) continue;
    seen.add(sha);
    waiting.push(...(known.get(sha)?.parents ?? []));
  }
  return false;
}

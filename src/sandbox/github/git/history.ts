import { type GitCommit, readCommit } from "./commit.ts";
import type { GitStore } from "./store.ts";

/** Every commit that can be reached from these, themselves included. */
export function reachable(store: GitStore, from: readonly string[]): Set<string> {
  const seen = new Set(from);
  // A set that grows while it is walked is its own queue.
  for (const sha of seen) for (const parent of readCommit(store, sha).parents) seen.add(parent);
  return seen;
}

/** Whether `ancestor` is `of` itself or before it. */
export function isAncestor(store: GitStore, ancestor: string, of: string): boolean {
  const seen = new Set([of]);
  for (const sha of seen) {
    if (sha === ancestor) return true;
    for (const parent of readCommit(store, sha).parents) seen.add(parent);
  }
  return false;
}

/** The best common ancestors, newest first; several where histories cross, none where unrelated. */
export function mergeBases(store: GitStore, one: string, other: string): string[] {
  const mine = reachable(store, [one]);
  const common = [...reachable(store, [other])].filter((sha) => mine.has(sha));
  const older = reachable(
    store,
    common.flatMap((sha) => readCommit(store, sha).parents),
  );
  return common
    .filter((sha) => !older.has(sha))
    .sort((a, b) => readCommit(store, b).committer.at - readCommit(store, a).committer.at);
}

/** Commits reachable from one but not from the other, a child always before its parents. */
export function newestFirst(store: GitStore, from: string, without?: string): GitCommit[] {
  const hidden = without === undefined ? new Set<string>() : reachable(store, [without]);
  const wanted = [...reachable(store, [from])].filter((sha) => !hidden.has(sha));
  const children = new Map(wanted.map((sha) => [sha, 0]));
  const count = (sha: string, by: number) => {
    const before = children.get(sha);
    if (before !== undefined) children.set(sha, before + by);
    return before === undefined ? undefined : before + by;
  };
  for (const sha of wanted) for (const parent of readCommit(store, sha).parents) count(parent, 1);
  const ready = children.get(from) === 0 ? [readCommit(store, from)] : [];
  const sorted: GitCommit[] = [];
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    sorted.push(next);
    for (const parent of next.parents) {
      if (count(parent, -1) === 0) queue(ready, readCommit(store, parent));
    }
  }
  return sorted;
}

/** Newest first; among equals the one that came first stays first, as in git. */
function queue(ready: GitCommit[], commit: GitCommit): void {
  const at = ready.findIndex((other) => other.committer.at < commit.committer.at);
  if (at === -1) ready.push(commit);
  else ready.splice(at, 0, commit);
}

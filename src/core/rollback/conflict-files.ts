import type { ThreeTrees } from "./path-revert.ts";
import { sameAt } from "./tree-changes.ts";

/**
 * The files that a failed three-way merge is about, surest first. GitHub names none, so they come
 * from the trees: changed by what is undone, and changed again since. Where git follows a file
 * that was moved later, its old path is named.
 */
export function conflictFiles(trees: ThreeTrees, needsMerge: readonly string[]): readonly string[] {
  const arrived = newContents(trees);
  const rated = needsMerge.map((path) => ({ path, doubt: doubtOf(path, trees, arrived) }));
  const likely = rated.filter(({ doubt }) => doubt < movedAway);
  const named = likely.length > 0 ? likely : rated;
  return named
    .sort((a, b) => a.doubt - b.doubt || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

/** Git finds a file that only moved, and merges it there without trouble. */
const movedAway = 3;

function doubtOf(
  path: string,
  { before, after, head }: ThreeTrees,
  arrived: ReadonlySet<string>,
): number {
  const left = after.files.get(path);
  if (head.files.has(path)) return left === undefined || !before.files.has(path) ? 0 : 1;
  if (left === undefined) return 0;
  return arrived.has(left.sha) ? movedAway : 2;
}

/** Contents that the head has where they were not when the change was made. */
function newContents({ after, head }: ThreeTrees): ReadonlySet<string> {
  const arrived = [...head.files.values()].filter(({ path }) => !sameAt(path, head, after));
  return new Set(arrived.map(({ sha }) => sha));
}

import type { Tree } from "./history.ts";
import {
  differingPaths,
  foldersAbove,
  sameAt,
  type TreeChange,
  treeChanges,
} from "./tree-changes.ts";
import { isWorkflow } from "./workflows.ts";

/** What a change left behind, what was there before it, and what is there now. */
export interface ThreeTrees {
  readonly before: Tree;
  readonly after: Tree;
  readonly head: Tree;
}

export interface PathRevert {
  /** What the change touched, workflows left out. */
  readonly changed: readonly string[];
  /** Of these, what differs at the head both from before and from after. */
  readonly needsMerge: readonly string[];
  /** Of these, what is at the head as it was before. */
  readonly alreadyBack: readonly string[];
  /** What turns the head's tree into the rolled back one, if nothing needs a merge. */
  readonly entries: readonly TreeChange[];
  /** Workflows the change touched: they stay as they are at the head. */
  readonly workflows: readonly string[];
}

/** Undoes a change path by path, as far as nobody touched these paths since. */
export function revertPaths(trees: ThreeTrees): PathRevert {
  const { before, after, head } = trees;
  const all = differingPaths(before, after);
  const changed = all.filter((path) => !isWorkflow(path));
  const alreadyBack = changed.filter((path) => sameAt(path, head, before));
  const back = new Set(alreadyBack);
  const rest = changed.filter((path) => !back.has(path));
  const needsMerge = rest.filter((path) => !sameAt(path, head, after) || collides(path, trees));
  const entries = treeChanges(rest, { from: head, to: before });
  return { changed, needsMerge, alreadyBack, entries, workflows: all.filter(isWorkflow) };
}

/** A file cannot come back where there is a new folder now, nor below a new file. */
function collides(path: string, { before, after, head }: ThreeTrees): boolean {
  if (!before.files.has(path)) return false;
  const folder = head.folders.get(path);
  if (folder !== undefined && folder !== after.folders.get(path)) return true;
  return foldersAbove(path).some((above) => head.files.has(above) && !after.files.has(above));
}

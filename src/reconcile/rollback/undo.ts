import type { CommitSeen, Tree } from "../../core/rollback/history.ts";
import type { PathRevert, ThreeTrees } from "../../core/rollback/path-revert.ts";
import { treeChanges } from "../../core/rollback/tree-changes.ts";
import { workflowsOf } from "../../core/rollback/workflows.ts";
import { Again } from "../failure.ts";
import type { Ground } from "./read-ground.ts";
import type { RollbackWorld } from "./request.ts";
import { trialMerge } from "./trial-merge.ts";
import { unlessTooLarge } from "./unless-too-large.ts";

export interface Undoing {
  readonly ground: Ground;
  /** The commit to undo, and the three trees that it is about. */
  readonly after: CommitSeen;
  readonly trees: ThreeTrees;
  readonly paths: PathRevert;
  /** Where a merge is tried, if one is needed. */
  readonly scratch: string;
  readonly write: "trial" | "full";
}

export type UndoneTree =
  | { readonly kind: "clean"; readonly method: "paths" | "merge"; readonly tree?: string }
  | { readonly kind: "conflict" };

/** The head's tree with the change taken out; a trial writes no tree that no merge needs. */
export async function undo(undoing: Undoing, world: RollbackWorld): Promise<UndoneTree> {
  const { ground, after, trees, paths, scratch } = undoing;
  const { place, branch } = ground;
  if (paths.needsMerge.length === 0) {
    if (undoing.write === "trial") return { kind: "clean", method: "paths" };
    const { entries } = paths;
    const tree = await unlessTooLarge(
      world.host.createTree(place, { base: branch.head.tree, entries }),
    );
    return { kind: "clean", method: "paths", tree };
  }
  // With the head's own workflows, no branch of ours ever holds others: that would be refused.
  const back = [
    ...treeChanges(paths.changed, { from: trees.after, to: trees.before }),
    ...workflowsOf(trees.head, { onto: trees.after }),
  ];
  const trial = { place, scratch, after, back, head: branch.head };
  const tried = await trialMerge(trial, world);
  return tried.kind === "conflict" ? tried : { kind: "clean", method: "merge", tree: tried.tree };
}

/** What was before a change, after it, and what is at the head: read together, one call each. */
export async function readTrees(
  { before, after, ground }: { before: string; after: CommitSeen; ground: Ground },
  world: RollbackWorld,
  known: { readonly head?: Tree } = {},
): Promise<ThreeTrees> {
  const { place, branch } = ground;
  // What was cut off was read for another pair of trees.
  const isUsable = known.head !== undefined && known.head.partial !== true;
  const shas = [before, after.tree, ...(isUsable ? [] : [branch.head.tree])];
  const read = await unlessTooLarge(world.host.readTrees(place, shas));
  const [beforeTree, afterTree, head = known.head] = read;
  if (beforeTree === undefined || afterTree === undefined || head === undefined) {
    // An absent tree must never pass for an empty one.
    throw new Again(`${read.length} trees came where ${shas.length} were asked for`);
  }
  return { before: beforeTree, after: afterTree, head };
}

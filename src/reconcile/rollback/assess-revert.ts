import { revertPaths } from "../../core/rollback/path-revert.ts";
import { mostUndone, type RollbackFinding, type RollbackPlan } from "../../core/rollback/plan.ts";
import { revertOf } from "../../core/rollback/undone.ts";
import { Cannot } from "./cannot.ts";
import { describeConflict } from "./describe-conflict.ts";
import { gatherRisks } from "./gather-risks.ts";
import type { RollbackRequest, RollbackWorld } from "./request.ts";
import type { Resolved, Revert } from "./resolve-target.ts";
import { scratchFor } from "./scratch-for.ts";
import { readTrees, undo } from "./undo.ts";

export interface Asked {
  readonly request: RollbackRequest;
  /** The branch that the pull request would be from. */
  readonly branch: string;
}

/** Takes a change out again: path by path where nobody touched them since, else by a merge. */
export async function assessRevert(
  revert: Revert,
  asked: Asked,
  world: RollbackWorld,
): Promise<RollbackFinding> {
  const trees = await readTrees(revert, world);
  const paths = revertPaths(trees);
  if (paths.changed.length === 0 && paths.workflows.length > 0) {
    throw new Cannot("only-workflows", paths.workflows.join(", "));
  }
  if (paths.alreadyBack.length === paths.changed.length) return nothing(revert);
  const { write } = asked.request;
  const undoing = { ...revert, trees, paths, write, scratch: scratchFor(asked, 1) };
  const undone = await undo(undoing, world);
  if (undone.kind === "conflict") {
    return describeConflict({ revert, asked, trees, needsMerge: paths.needsMerge }, world);
  }
  if (undone.tree === revert.ground.branch.head.tree) return nothing(revert);
  const withoutChecks = revert.costly && undone.method === "paths";
  const touched = { ...paths, builtUpon: paths.needsMerge, withoutChecks };
  const plan: RollbackPlan = {
    ...planOf(revert, asked),
    method: undone.method,
    sha: revert.after.sha,
    ...(undone.tree !== undefined && { tree: undone.tree }),
    risks: await gatherRisks(revert, touched, world),
    files: paths.changed.length - paths.alreadyBack.length,
  };
  return { kind: "ready", plan };
}

function nothing({ target, undone, since }: Revert): RollbackFinding {
  const [first] = undone;
  const by = first === undefined ? undefined : revertOf(first, since.commits);
  return { kind: "nothing", target, ...(by !== undefined && { by: by.sha.slice(0, 12) }) };
}

/** What a plan says whatever its kind. */
export function planOf({ kind, ground, target, undone, undoneCount }: Resolved, asked: Asked) {
  const { place, branch } = ground;
  return {
    repository: place.name,
    repositoryId: place.repository,
    base: branch.name,
    head: branch.head.sha,
    kind,
    target,
    undone: undone.slice(0, mostUndone),
    undoneCount,
    branch: asked.branch,
  };
}

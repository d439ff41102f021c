import { conflictFiles } from "../../core/rollback/conflict-files.ts";
import type { ThreeTrees } from "../../core/rollback/path-revert.ts";
import type { RollbackFinding } from "../../core/rollback/plan.ts";
import { undoneCommit } from "../../core/rollback/undone.ts";
import { findAlternatives } from "./alternatives.ts";
import type { Asked } from "./assess-revert.ts";
import { readLater } from "./read-later.ts";
import type { RollbackWorld } from "./request.ts";
import type { Revert } from "./resolve-target.ts";

export interface Conflict {
  readonly revert: Revert;
  readonly asked: Asked;
  readonly trees: ThreeTrees;
  readonly needsMerge: readonly string[];
}

/** Which files, whose changes are in the way, and what would be clean instead. */
export async function describeConflict(
  conflict: Conflict,
  world: RollbackWorld,
): Promise<RollbackFinding> {
  const { revert, trees, needsMerge } = conflict;
  const all = conflictFiles(trees, needsMerge);
  const files = all.slice(0, mostFiles);
  const later = await readLater(revert, files, world);
  return {
    kind: "conflict",
    repository: revert.ground.place.name,
    target: revert.target,
    sha: revert.after.sha,
    files,
    more: all.length - files.length,
    inTheWay: later.inTheWay.slice(0, mostInTheWay).map(undoneCommit),
    alternatives: await findAlternatives(conflict, later, world),
  };
}

const mostFiles = 10;
const mostInTheWay = 5;

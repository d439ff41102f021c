import type { Comparison } from "../../core/rollback/history.ts";
import { mainlineOf } from "../../core/rollback/mainline.ts";
import { mostUndone, type Undone } from "../../core/rollback/plan.ts";
import { undoneCommit } from "../../core/rollback/undone.ts";
import type { Ground } from "./read-ground.ts";
import type { RollbackWorld } from "./request.ts";

/**
 * What going from one commit of a branch back to an earlier one takes back: the branch's own
 * commits, newest first, a merge standing for all that it brought. Where GitHub does not list them
 * all, a call more finds the newest.
 */
export async function undoneBetween(
  between: Comparison,
  { to, ground }: { to: string; ground: Ground },
  { host }: RollbackWorld,
): Promise<{ undone: readonly Undone[]; undoneCount: number }> {
  const { base, commits, aheadBy } = between;
  const complete = commits.length >= aheadBy;
  const newest = complete
    ? commits
    : await host.listCommits(ground.place, { from: to, count: 3 * mostUndone });
  const mainline = mainlineOf(newest, to);
  const counted = complete && mainline.at(-1)?.parents[0] === base.sha;
  return {
    undone: mainline.map(undoneCommit),
    undoneCount: counted ? mainline.length : aheadBy,
  };
}

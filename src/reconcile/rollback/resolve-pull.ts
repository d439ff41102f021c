import type { PullSeen } from "../../core/rollback/history.ts";
import {
  type Landed,
  landedCommits,
  mayBeRebased,
  pushedCommits,
  saysSquashed,
} from "../../core/rollback/rebased.ts";
import { type RollbackTarget, targetText } from "../../core/rollback/target.ts";
import { undonePull } from "../../core/rollback/undone.ts";
import { Cannot } from "./cannot.ts";
import { type Ground, readGround, readSince } from "./read-ground.ts";
import type { RollbackRequest, RollbackWorld } from "./request.ts";
import type { Revert } from "./resolve-target.ts";

/** A merged pull request as one change, however it was merged. */
export async function resolvePull(
  target: Extract<RollbackTarget, { kind: "pull" }>,
  { place }: RollbackRequest,
  world: RollbackWorld,
): Promise<Revert> {
  const pull = await world.host.readPull(place, target.number);
  if (pull === undefined) throw new Cannot("no-such-pull", targetText(target));
  if (!pull.merged || pull.mergeCommit === undefined) {
    throw new Cannot("not-merged", targetText(target));
  }
  if (pull.base !== pull.defaultBranch) throw new Cannot("other-branch", pull.base);
  const ground = await readGround(place, world, pull.defaultBranch);
  const since = await readSince(pull.mergeCommit, ground, world);
  const { landed, calls } = await readLanded(pull, { ground, after: since.base }, world);
  if (landed.before === undefined) throw new Cannot("first-commit", since.base.sha);
  return {
    kind: "revert",
    ground,
    target: targetText(target),
    after: since.base,
    before: landed.before,
    several: landed.before !== since.base.parents[0],
    costly: calls > 1,
    since,
    undone: [undonePull(pull, since.base)],
    undoneCount: 1,
  };
}

/** GitHub rebases at most so many commits. */
const mostRebased = 100;

/**
 * GitHub does not tell whether several commits were squashed or rebased. Nearly always the message
 * does; else the pull request's own commits are compared with those that landed.
 */
async function readLanded(
  pull: PullSeen,
  { ground: { place }, after }: { ground: Ground; after: Revert["after"] },
  { host }: RollbackWorld,
): Promise<{ landed: Landed; calls: number }> {
  const one: Landed = { commits: [after], before: after.parents[0] };
  const count = pull.commits ?? 1;
  if (after.parents.length !== 1 || count < 2) return { landed: one, calls: 0 };
  if (saysSquashed(after, pull.number)) {
    // Tools for stacked pull requests put the number into every commit, and those are rebased.
    const [, below] = await host.listCommits(place, { from: after.sha, count: 2 });
    if (below === undefined || !saysSquashed(below, pull.number)) return { landed: one, calls: 1 };
  }
  if (after.sha === pull.head.sha) {
    const branch = await host.listCommits(place, { from: after.sha, count: Math.min(count, 100) });
    return { landed: pushedCommits(after, count, branch), calls: 1 };
  }
  if (count > mostRebased) return { landed: one, calls: 0 };
  const own = await host.compare(place, after.sha, pull.head.sha);
  const originals = own?.commits ?? [];
  if (!mayBeRebased(after, originals)) return { landed: one, calls: 1 };
  const branch = await host.listCommits(place, { from: after.sha, count: originals.length });
  return { landed: landedCommits({ last: after, originals, branch }), calls: 2 };
}

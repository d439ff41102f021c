import type { RollbackTarget } from "../../core/rollback/target.ts";
import { targetText } from "../../core/rollback/target.ts";
import { undoneCommit } from "../../core/rollback/undone.ts";
import { Cannot } from "./cannot.ts";
import { readGround, readNamed, readSince } from "./read-ground.ts";
import type { RollbackRequest, RollbackWorld } from "./request.ts";
import type { Revert } from "./resolve-target.ts";
import { undoneBetween } from "./undone-between.ts";

/** One commit; a merge is undone against its first parent. */
export async function resolveCommit(
  target: Extract<RollbackTarget, { kind: "commit" }>,
  { place }: RollbackRequest,
  world: RollbackWorld,
): Promise<Revert> {
  const ground = await readGround(place, world);
  const { sha } = await readNamed(target.sha, ground, world);
  const since = await readSince(sha, ground, world);
  const after = since.base;
  const [before] = after.parents;
  if (before === undefined) throw new Cannot("first-commit", sha);
  return {
    kind: "revert",
    ground,
    target: targetText(target),
    after,
    before,
    several: false,
    costly: false,
    since,
    undone: [undoneCommit(after)],
    undoneCount: 1,
  };
}

/** Everything after `from` up to and including `to`, as one. */
export async function resolveRange(
  target: Extract<RollbackTarget, { kind: "range" }>,
  { place }: RollbackRequest,
  world: RollbackWorld,
): Promise<Revert> {
  const ground = await readGround(place, world);
  const from = await readNamed(target.from, ground, world);
  const to = await readNamed(target.to, ground, world);
  const between = await world.host.compare(ground.place, from.sha, to.sha);
  if (between?.status !== "ahead") throw new Cannot("empty-range", targetText(target));
  const since = await readSince(to.sha, ground, world);
  return {
    kind: "revert",
    ground,
    target: targetText(target),
    after: to,
    before: from.sha,
    several: to.parents[0] !== from.sha,
    costly: false,
    since,
    ...(await undoneBetween(between, { to: to.sha, ground }, world)),
  };
}

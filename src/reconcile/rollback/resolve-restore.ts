import { type RollbackTarget, targetText } from "../../core/rollback/target.ts";
import { Cannot } from "./cannot.ts";
import { defaultEnvironment, findLastGood } from "./find-last-good.ts";
import { type Ground, readGround, readSince } from "./read-ground.ts";
import type { RollbackRequest, RollbackWorld } from "./request.ts";
import type { Restore } from "./resolve-target.ts";
import { undoneBetween } from "./undone-between.ts";

/** Back to what was deployed last and worked, before the incident began. */
export async function resolveLastGood(
  target: Extract<RollbackTarget, { kind: "last-good" }>,
  { place, incident, environment: usual }: RollbackRequest,
  world: RollbackWorld,
): Promise<Restore> {
  const environment = target.environment ?? usual ?? defaultEnvironment;
  const ground = await readGround(place, world);
  const good = await findLastGood({ place: ground.place, environment, incident }, world);
  if (good === undefined) throw new Cannot("no-deployment", environment);
  const { deployment, running } = good;
  const found = { ground, target: targetText({ ...target, environment }) };
  const restore = await restoreTo(deployment.sha, found, world);
  if (running === undefined) return restore;
  const { sha, createdAt: at } = running;
  return { ...restore, notes: [{ code: "runs-now", sha, environment, at }] };
}

/** Back to a tag, or the tag of a release. */
export async function resolveTag(
  target: Extract<RollbackTarget, { kind: "tag" }>,
  { place }: RollbackRequest,
  world: RollbackWorld,
): Promise<Restore> {
  const ground = await readGround(place, world);
  const sha = await world.host.readTag(ground.place, target.name);
  if (sha === undefined) throw new Cannot("no-such-tag", target.name);
  return restoreTo(sha, { ground, target: targetText(target) }, world);
}

async function restoreTo(
  sha: string,
  { ground, target }: { ground: Ground; target: string },
  world: RollbackWorld,
): Promise<Restore> {
  const since = await readSince(sha, ground, world);
  if (since.status === "identical") throw new Cannot("is-head", ground.branch.name);
  const taken = await undoneBetween(since, { to: ground.branch.head.sha, ground }, world);
  return { kind: "restore", ground, target, good: since.base, since, notes: [], ...taken };
}

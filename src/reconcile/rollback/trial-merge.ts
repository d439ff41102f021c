import type { CommitSeen } from "../../core/rollback/history.ts";
import type { TreeChange } from "../../core/rollback/tree-changes.ts";
import { Again, Stop } from "../failure.ts";
import type { Merged, Place } from "../repository-port.ts";
import type { RollbackWorld } from "./request.ts";
import { unlessTooLarge } from "./unless-too-large.ts";

export interface Trial {
  readonly place: Place;
  /** The branch it happens on, gone afterwards. */
  readonly scratch: string;
  /** The commit that is undone, and what takes its tree back to before it. */
  readonly after: CommitSeen;
  readonly back: readonly TreeChange[];
  /** The head of the default branch. */
  readonly head: string;
}

/** `tree` is that of the head with the change undone. */
export type Tried =
  | { readonly kind: "merged"; readonly tree: string }
  | { readonly kind: "conflict" };

/**
 * Undoes a change by git's own three-way merge: a commit that takes it back right after it was
 * made, merged with the head. This is the one thing that writes during a dry run: objects, and a
 * branch under the scratch prefix.
 */
export async function trialMerge(trial: Trial, world: RollbackWorld): Promise<Tried> {
  const { host } = world;
  const { place, after } = trial;
  const tree = await unlessTooLarge(
    host.createTree(place, { base: after.tree, entries: trial.back }),
  );
  const undoing = await host.createCommit(place, { tree, parents: [after.sha], message });
  await createScratch(trial, undoing, world);
  let merged: Merged;
  try {
    merged = await host.mergeInto(place, { base: trial.scratch, head: trial.head, message });
  } finally {
    await deleteScratch(trial, world);
  }
  if (merged.kind === "nothing") return { kind: "merged", tree };
  return merged.kind === "conflict" ? merged : { kind: "merged", tree: merged.tree };
}

/** Nothing that builds on every push should build this. */
const message = "Try a rollback [skip ci]\n\nskip-checks: true\n";

/** A branch of that name is left of a trial that crashed: every trial's name is its own. */
async function createScratch(
  { place, scratch }: Trial,
  sha: string,
  { host }: RollbackWorld,
): Promise<void> {
  if ((await host.createBranch(place, scratch, sha)) === "created") return;
  await host.deleteBranch(place, scratch);
  if ((await host.createBranch(place, scratch, sha)) === "created") return;
  throw new Again(`The branch ${scratch} is still there after it was deleted`);
}

/** One that may not be deleted does no harm, and must not hide what the merge said. */
async function deleteScratch({ place, scratch }: Trial, world: RollbackWorld): Promise<void> {
  try {
    await world.host.deleteBranch(place, scratch);
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
    world.report?.(`${place.name}: ${scratch} could not be deleted: ${failure.message}`);
  }
}

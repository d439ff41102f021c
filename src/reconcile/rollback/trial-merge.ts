import type { CommitSeen } from "../../core/rollback/history.ts";
import type { TreeChange } from "../../core/rollback/tree-changes.ts";
import { Again, Stop } from "../failure.ts";
import type { Place } from "../repository-port.ts";
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
  readonly head: CommitSeen;
}

/** `tree` is that of the head with the change undone. */
export type Tried =
  | { readonly kind: "merged"; readonly tree: string }
  | { readonly kind: "conflict" };

/**
 * Undoes a change by git's own three-way merge: a commit that takes it back right after it was
 * made, merged into the head, as `git revert` does it: where a rename meets a new file the sides
 * are not the same to git. This is the one thing that writes during a dry run: objects, and
 * branches under the scratch prefix.
 */
export async function trialMerge(trial: Trial, world: RollbackWorld): Promise<Tried> {
  const { host } = world;
  const { place, after, head, scratch } = trial;
  const tree = await unlessTooLarge(
    host.createTree(place, { base: after.tree, entries: trial.back }),
  );
  const undoing = await host.createCommit(place, { tree, parents: [after.sha], message });
  // On a commit of its own: CI would build a branch at the head itself.
  const start = await host.createCommit(place, { tree: head.tree, parents: [head.sha], message });
  const merged = await withScratch({ place, scratch }, start, world, async () => {
    const first = await host.mergeInto(place, { base: scratch, head: undoing, message });
    if (first.kind !== "missing") return first;
    // A host may not merge a commit that no branch holds.
    const holder = { place, scratch: besides(scratch) };
    return withScratch(holder, undoing, world, () =>
      host.mergeInto(place, { base: scratch, head: holder.scratch, message }),
    );
  });
  switch (merged.kind) {
    case "conflict":
      return merged;
    case "merged":
      return { kind: "merged", tree: merged.tree };
    case "nothing":
      return { kind: "merged", tree: head.tree };
    case "missing":
      throw new Again("what is to be merged is not there yet");
    default:
      return merged satisfies never;
  }
}

type Scratch = Pick<Trial, "place" | "scratch">;

async function withScratch<T>(
  at: Scratch,
  sha: string,
  world: RollbackWorld,
  act: () => Promise<T>,
): Promise<T> {
  await createScratch(at, sha, world);
  try {
    return await act();
  } finally {
    await deleteScratch(at, world);
  }
}

/** A second name for the same trial, of the same form. */
function besides(scratch: string): string {
  return /-[0-9a-f]{12}$/.test(scratch) ? `${scratch}-99` : `${scratch}9`;
}

/** Nothing that builds on every push should build this. */
const message = "Try a rollback [skip ci]\n\nskip-checks: true\n";

/** A branch of that name is left of a trial that crashed: every trial's name is its own. */
async function createScratch(
  { place, scratch }: Scratch,
  sha: string,
  { host }: RollbackWorld,
): Promise<void> {
  if ((await host.createBranch(place, scratch, sha)) === "created") return;
  await host.deleteBranch(place, scratch);
  if ((await host.createBranch(place, scratch, sha)) === "created") return;
  throw new Again(`The branch ${scratch} is still there after it was deleted`);
}

/** One that may not be deleted does no harm, and must not hide what the merge said. */
async function deleteScratch({ place, scratch }: Scratch, world: RollbackWorld): Promise<void> {
  try {
    await world.host.deleteBranch(place, scratch);
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
    world.report?.(`${place.name}: ${scratch} could not be deleted: ${failure.message}`);
  }
}

import type { PullSeen } from "../../core/rollback/history.ts";
import { Stop } from "../failure.ts";
import type { Place } from "../repository-port.ts";
import type { RollbackWorld } from "./request.ts";

export interface Opening {
  readonly place: Place;
  readonly title: string;
  readonly body: string;
  /** The branch it comes from; no other pull request of ours comes from it. */
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
}

/** Opens a pull request, or finds the open one of its branch; a draft where there are drafts. */
export async function openOnce(
  { place, draft, ...pull }: Opening,
  { host }: RollbackWorld,
): Promise<PullSeen> {
  const open = (asDraft: boolean) => host.openPull(place, { ...pull, draft: asDraft });
  try {
    return await open(draft);
  } catch (failure) {
    if (!(failure instanceof Stop) || failure.reason !== "refused") throw failure;
    // GitHub refuses a second one from the same branch; lists may have been late with the first.
    const [known] = await host.pullsOfBranch(place, pull.head);
    if (known?.state === "open") return known;
    // Private repositories on some plans have no drafts. Nothing is merged without a human anyway.
    if (draft && /\bdrafts?\b/i.test(failure.message)) return await open(false);
    throw failure;
  }
}

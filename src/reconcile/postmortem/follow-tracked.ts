import type { Asked } from "../../core/incident/commands.ts";
import type { ActionItem } from "../../core/incident/incident.ts";
import { stamp } from "../../core/incident/stamp.ts";
import { Again, Stop } from "../failure.ts";
import type { Issue } from "../ports.ts";
import type { Following } from "./follow-postmortem.ts";

export interface TrackedFollowed {
  readonly followed: readonly Asked[];
  /** Something could not be read just now. */
  readonly late: boolean;
}

/**
 * What became of the issues that track action items: one read each, only when a delivery, the
 * resync or the schedule says that there may be something to see.
 */
export async function followTracked(following: Following): Promise<TrackedFollowed> {
  const { observation, record } = following;
  if (observation.address.seen.follow !== true) return { followed: [], late: false };
  const followed: Asked[] = [];
  let late = false;
  for (const item of record.incident.actionItems) {
    const read = await readTracked(item, following);
    if (read === "late") late = true;
    else if (read !== undefined) followed.push(...commandsOf(item, read, following));
  }
  return { followed, late };
}

async function readTracked(
  { tracked }: ActionItem,
  { observation, world }: Following,
): Promise<Issue | "late" | undefined> {
  if (tracked === undefined) return undefined;
  const { installation } = observation.address;
  const { repositoryId: repository, repository: name, number } = tracked;
  try {
    return await world.host.readIssue({ installation, repository, name, issue: number, seen: {} });
  } catch (failure) {
    if (failure instanceof Again) return "late";
    // Deleted, or no longer ours to see: the item stays what it is.
    if (failure instanceof Stop) return undefined;
    throw failure;
  }
}

function commandsOf(
  { number, tracked }: ActionItem,
  issue: Issue,
  { record, world }: Following,
): readonly Asked[] {
  const isOwed = record.owed.some(
    (effect) => effect.kind === "tracked-state" && effect.number === number,
  );
  if (tracked === undefined || isOwed || issue.state === tracked.state) return [];
  const at = issue.closedAt ?? issue.updatedAt;
  const dropped = issue.state === "closed" && issue.stateReason === "not_planned";
  // A program that sweeps up old issues keeps no promise, and gives none up.
  if (issue.state === "closed" && issue.closedBy?.bot === true) return [];
  return [
    {
      command: {
        kind: "FollowTrackedIssue",
        ...{ number, state: issue.state },
        ...(dropped && { dropped }),
      },
      verb: "done",
      by: issue.closedBy?.login ?? world.identity.login,
      authority: "none",
      stamp: stamp({ at, kind: "m", id: issue.id, line: number }),
    },
  ];
}

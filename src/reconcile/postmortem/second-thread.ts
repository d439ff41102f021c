import type { IncidentRecord, Owed, ThreadRead } from "../../core/card/record.ts";
import { isPostmortemOpen } from "../../core/incident/postmortem.ts";
import type { Instant } from "../../core/incident/stamp.ts";
import { instantOf } from "../../std/instant.ts";
import type { Address } from "../address.ts";
import { Stop } from "../failure.ts";
import { isUpToDate, type Observation, overlapMs, waitFor, withNamedComments } from "../observe.ts";
import type { Comment, Issue } from "../ports.ts";
import type { World } from "../world.ts";

/** The postmortem's issue, as far as this look has read it. */
export interface SecondThread {
  readonly address: Address;
  readonly issue: Issue;
  /** Ascending by id; those updated since shortly before the last command read there. */
  readonly comments: readonly Comment[];
}

/** Where the postmortem of an incident is; undefined until GitHub has opened it. */
export function addressOfSecond(
  address: Address,
  incident: IncidentRecord["incident"] | undefined,
): Address | undefined {
  const issue = incident?.postmortem?.issue;
  if (issue === undefined) return undefined;
  return { ...address, issue: issue.number, seen: address.seen.second ?? {} };
}

/**
 * Reads the postmortem's issue and what was said there: two calls more, while somebody still owes
 * something or a delivery told of it. Nothing comes along where it cannot be seen any more.
 */
export async function withSecondThread(
  observation: Observation,
  world: World,
): Promise<Observation> {
  const { address, card } = observation;
  if (card.kind !== "card") return observation;
  const second = await readSecondThread(address, card.record, world);
  if (second === "hidden") return { ...observation, secondHidden: true };
  return second === undefined ? observation : { ...observation, second };
}

async function readSecondThread(
  address: Address,
  record: IncidentRecord,
  world: World,
): Promise<SecondThread | "hidden" | undefined> {
  const second = addressOfSecond(address, record.incident);
  if (second === undefined || !isFollowed(address, record)) return undefined;
  try {
    const [issue, comments] = await Promise.all([
      world.host.readIssue(second),
      world.host.readComments(second, sinceOf(record)),
    ]);
    const fresh = await withNamedComments({ address: second, comments }, world);
    if (!isUpToDate(issue, second)) await waitFor(second, world, "the postmortem");
    return { address: second, issue, comments: fresh.comments };
  } catch (failure) {
    // Deleted or moved away: the incident goes on without it, and the card says where it was.
    if (failure instanceof Stop) return "hidden";
    throw failure;
  }
}

function isFollowed({ seen }: Address, { incident, owed }: IncidentRecord): boolean {
  if (seen.follow === true || seen.second !== undefined) return true;
  // Only there it shows whether what the card still owes has been done.
  if (owed.some(isThere)) return true;
  const open = incident.actionItems.some(({ state }) => state === "open");
  return isPostmortemOpen(incident.postmortem) || open;
}

/** Whether it shows on the postmortem that an effect was done. */
export function isThere(effect: Owed): boolean {
  switch (effect.kind) {
    case "answer":
      return effect.on !== undefined;
    case "react":
    case "checklist":
    case "review":
    case "reminder":
    case "postmortem-state":
    case "postmortem-owner":
      return true;
    default:
      return false;
  }
}

function sinceOf({ postmortemRead }: IncidentRecord): Instant | undefined {
  if (postmortemRead === undefined) return undefined;
  return instantOf(new Date(Date.parse(postmortemRead.seenUntil) - overlapMs));
}

/** What was read there before: from its first comment on until something has been. */
export function threadReadOf({ postmortemRead }: IncidentRecord, { issue }: SecondThread) {
  return postmortemRead ?? ({ seenUntil: issue.createdAt, processed: [] } satisfies ThreadRead);
}

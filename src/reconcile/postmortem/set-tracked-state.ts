import type { Effect } from "../../core/card/record.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import { stamp } from "../../core/incident/stamp.ts";
import type { Applying } from "../apply.ts";

/**
 * Closes or reopens the issue of an action item. That it is so now is remembered: where it differs
 * later, a person has done it.
 */
export async function setTrackedState(
  { number, state, reason }: Extract<Effect, { kind: "tracked-state" }>,
  { observation, incident, world }: Applying,
): Promise<readonly IncidentEvent[]> {
  const tracked = incident?.actionItems.find((item) => item.number === number)?.tracked;
  if (tracked === undefined) return [];
  const { installation } = observation.address;
  const { repositoryId: repository, repository: name, number: issue } = tracked;
  const address = { installation, repository, name, issue, seen: {} };
  const { updatedAt } = await world.host.editIssue(address, { state, stateReason: reason });
  const at = stamp({ at: updatedAt, kind: "m", id: tracked.id, line: number });
  return [{ kind: "TrackedIssueFollowed", stamp: at, by: world.identity.login, number, state }];
}

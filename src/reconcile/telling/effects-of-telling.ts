import type { Effect } from "../../core/card/record.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import { hasRoom, isAnnounced, isExternal, placesFor } from "../../core/incident/places.ts";
import { announcementOf } from "../../core/view/announcement.ts";
import type { Change } from "../effects-of-events.ts";

/** Who else is told of what happened: the places of the severity, and the room in the chat. */
export function tellingEffects(
  events: readonly IncidentEvent[],
  { after, config }: Change,
): readonly Effect[] {
  const announced = events.filter(isAnnounced);
  const places = announced.flatMap((event) =>
    placesFor(event, { incident: after, config }).told.map((place): Effect => {
      const cleared = !isExternal(place, config);
      const announcement = announcementOf(event, { incident: after, config, cleared });
      return { kind: "tell", stamp: event.stamp, place, announcement };
    }),
  );
  const last = events.findLast(({ kind }) => touchesRoom.has(kind));
  if (last === undefined || !hasRoom(after, config)) return places;
  const messages = announced.map((event) => ({
    stamp: event.stamp,
    announcement: announcementOf(event, { incident: after, config, cleared: true }),
  }));
  return [...places, { kind: "room", stamp: last.stamp, messages }];
}

/** What its topic shows, what is said there, and what ends it. */
const touchesRoom: ReadonlySet<IncidentEvent["kind"]> = new Set([
  "IncidentDeclared",
  "SeverityChanged",
  "StatusChanged",
  "UpdatePosted",
  "RoleAssigned",
  "RoleVacated",
  "IncidentMitigated",
  "IncidentResolved",
  "IncidentClosed",
  "IncidentDismissed",
  "IncidentReopened",
] as const);

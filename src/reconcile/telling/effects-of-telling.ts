import type { Effect } from "../../core/card/record.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import type { Incident } from "../../core/incident/incident.ts";
import {
  type Announced,
  hasRoom,
  isAnnounced,
  isExternal,
  placesFor,
  placeText,
} from "../../core/incident/places.ts";
import { announcementOf } from "../../core/view/announcement.ts";
import type { Change } from "../effects-of-events.ts";

/** Who else is told of what happened: the places of the severity, and the room in the chat. */
export function tellingEffects(
  events: readonly IncidentEvent[],
  { after, config }: Change,
): readonly Effect[] {
  const announced = events.filter(isAnnounced);
  return [...placeEffects(announced, after, config), ...roomEffects(events, after, config)];
}

/** Places that are to be told count as told: they hear how it goes on, though they are away. */
export function withPlaces(incident: Incident, effects: readonly Effect[]): Incident {
  const places = effects.flatMap((effect) =>
    effect.kind === "tell" ? [placeText(effect.place)] : [],
  );
  if (places.length === 0) return incident;
  return { ...incident, told: [...new Set([...(incident.told ?? []), ...places])].sort() };
}

function placeEffects(
  announced: readonly Announced[],
  after: Incident,
  config: Change["config"],
): readonly Effect[] {
  const effects: Effect[] = [];
  for (const event of announced) {
    const incident = withPlaces(after, effects);
    for (const place of placesFor(event, { incident, config }).told) {
      const cleared = !isExternal(place, config);
      const announcement = announcementOf(event, { incident, config, cleared });
      effects.push({ kind: "tell", stamp: event.stamp, place, announcement });
    }
  }
  return effects;
}

function roomEffects(
  events: readonly IncidentEvent[],
  after: Incident,
  config: Change["config"],
): readonly Effect[] {
  const last = events.findLast(({ kind }) => touchesRoom.has(kind));
  if (last === undefined || !hasRoom(after, config) || isShut(after)) return [];
  const messages = events.filter(isAnnounced).map((event) => ({
    stamp: event.stamp,
    announcement: announcementOf(event, { incident: after, config, cleared: true }),
  }));
  return [{ kind: "room", stamp: last.stamp, messages }];
}

/** An archived room is opened again only where the incident is. */
function isShut({ status, room }: Incident): boolean {
  return room?.archived === true && (status === "closed" || status === "dismissed");
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

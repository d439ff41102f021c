import type { Effect } from "../../core/card/record.ts";
import {
  type Announced,
  destinationsFor,
  destinationText,
  hasRoom,
  isAnnounced,
  isExternal,
} from "../../core/incident/destinations.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import type { Incident } from "../../core/incident/incident.ts";
import { announcementOf } from "../../core/view/announcement.ts";
import type { Change } from "../effects-of-events.ts";

/** Who else is told of what happened: where the severity says, and the room in the chat. */
export function tellingEffects(
  events: readonly IncidentEvent[],
  { after, config }: Change,
): readonly Effect[] {
  const announced = events.filter(isAnnounced);
  return [...destinationEffects(announced, after, config), ...roomEffects(events, after, config)];
}

/** What is to be told counts as told: it hears how it goes on, though it is away now. */
export function withDestinations(incident: Incident, effects: readonly Effect[]): Incident {
  const destinations = effects.flatMap((effect) =>
    effect.kind === "tell" ? [destinationText(effect.destination)] : [],
  );
  if (destinations.length === 0) return incident;
  return { ...incident, told: [...new Set([...(incident.told ?? []), ...destinations])].sort() };
}

function destinationEffects(
  announced: readonly Announced[],
  after: Incident,
  config: Change["config"],
): readonly Effect[] {
  const effects: Effect[] = [];
  for (const event of announced) {
    const incident = withDestinations(after, effects);
    for (const destination of destinationsFor(event, { incident, config }).told) {
      const cleared = !isExternal(destination, config);
      const announcement = announcementOf(event, { incident, config, cleared });
      effects.push({ kind: "tell", stamp: event.stamp, destination, announcement });
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

import type { Config } from "../config/config.ts";
import { isTicket, levelNamed } from "../config/ladder.ts";
import type { PlaceName } from "../config/places-settings.ts";
import type { IncidentEvent } from "./events.ts";
import type { Incident } from "./incident.ts";
import { sameLogin } from "./permission.ts";
import { communicationsLead, holderOf } from "./roles.ts";

/** Where an incident is talked about: a channel of its own, or a thread in a common one. */
export interface Room {
  readonly channel: string;
  readonly thread?: string;
  readonly url: string;
  readonly archived?: true;
}

/** What people who wait are told wherever they are told anything. */
export type Announced = Extract<
  IncidentEvent,
  {
    kind:
      | "IncidentDeclared"
      | "SeverityChanged"
      | "UpdatePosted"
      | "IncidentMitigated"
      | "IncidentResolved"
      | "IncidentDismissed"
      | "IncidentReopened";
  }
>;

const announcedKinds: ReadonlySet<string> = new Set<Announced["kind"]>([
  "IncidentDeclared",
  "SeverityChanged",
  "UpdatePosted",
  "IncidentMitigated",
  "IncidentResolved",
  "IncidentDismissed",
  "IncidentReopened",
]);

export function isAnnounced(event: IncidentEvent): event is Announced {
  return announcedKinds.has(event.kind);
}

interface PlacesToTell {
  readonly told: readonly PlaceName[];
  /** People outside read there, and whoever wrote this may not write to them. */
  readonly withheld: readonly PlaceName[];
}

/**
 * The places that the severity names, and every one that was told before: who heard of it once is
 * to hear how it goes on. A drill is told nowhere.
 */
export function placesFor(
  event: Announced,
  { incident, config }: { incident: Incident; config: Config },
): PlacesToTell {
  if (incident.drill) return { told: [], withheld: [] };
  const level = levelNamed(config.ladder, severityAt(event, incident));
  const own = level === undefined || isTicket(level) ? [] : (level.channels ?? []);
  const before = (incident.told ?? []).map(placeOf).filter((one) => isNamed(one, config));
  const all = eachOnce([...own, ...before]);
  const mayWrite = event.kind !== "UpdatePosted" || mayWriteOutside(event.by, incident, config);
  const isWithheld = (place: PlaceName) => !mayWrite && isExternal(place, config);
  return { told: all.filter((one) => !isWithheld(one)), withheld: all.filter(isWithheld) };
}

/** What was set by the event itself: another may have set it again in the same look. */
export function severityAt(event: Announced, incident: Incident): string | undefined {
  if (event.kind === "SeverityChanged") return event.to;
  return event.kind === "UpdatePosted" ? event.severity : incident.severity;
}

/** A place that config no longer names is told nothing: nobody says any more who reads there. */
function isNamed(place: PlaceName, { ladder, telling }: Config): boolean {
  const text = placeText(place);
  return (
    ladder.levels.some(({ channels = [] }) => channels.some((one) => placeText(one) === text)) ||
    (place.by === "webhook" && telling.webhooks.some(({ name }) => name === place.name))
  );
}

/** Whether people outside read there: they get no words but those of who may speak to them. */
export function isExternal({ by, name }: PlaceName, { telling }: Pick<Config, "telling">): boolean {
  return by === "webhook" && telling.webhooks.some((one) => one.name === name && one.external);
}

/** Whoever may speak to people outside, in words of their own. */
export function mayWriteOutside(login: string, incident: Incident, { telling }: Config): boolean {
  const lead = holderOf(incident, communicationsLead);
  return sameLogin(lead, login) || telling.externalBy.some((one) => sameLogin(one, login));
}

/** `slack:incidents`, as the incident remembers it. */
export function placeText({ by, name }: PlaceName): string {
  return `${by}:${name}`;
}

function placeOf(text: string): PlaceName {
  const [by, ...name] = text.split(":");
  return { by: by === "slack" ? "slack" : "webhook", name: name.join(":") };
}

function eachOnce(places: readonly PlaceName[]): readonly PlaceName[] {
  return [...new Map(places.map((place) => [placeText(place), place])).values()];
}

/** Whether an incident gets a room in the chat. */
export function hasRoom({ drill, severity, room }: Incident, { telling, ladder }: Config): boolean {
  if (telling.chat === undefined || drill) return false;
  if (room !== undefined) return true;
  const level = levelNamed(ladder, severity);
  return level !== undefined && !isTicket(level) && telling.chat.levels.includes(level.name);
}

import type { Config } from "../config/config.ts";
import type { Destination } from "../config/destination-settings.ts";
import { isTicket, levelNamed } from "../config/ladder.ts";
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

interface DestinationsToTell {
  readonly told: readonly Destination[];
  /** People outside read there, and whoever wrote this may not write to them. */
  readonly withheld: readonly Destination[];
}

/**
 * The destinations that the severity names, and every one that was told before: who heard of it
 * once is to hear how it goes on. A drill is told nowhere.
 */
export function destinationsFor(
  event: Announced,
  { incident, config }: { incident: Incident; config: Config },
): DestinationsToTell {
  if (incident.drill) return { told: [], withheld: [] };
  const level = levelNamed(config.ladder, severityAt(event, incident));
  const own = level === undefined || isTicket(level) ? [] : (level.channels ?? []);
  const before = (incident.told ?? []).map(destinationOf).filter((one) => isNamed(one, config));
  const all = eachOnce([...own, ...before]);
  const mayWrite = event.kind !== "UpdatePosted" || mayWriteOutside(event.by, incident, config);
  const isWithheld = (destination: Destination) => !mayWrite && isExternal(destination, config);
  return { told: all.filter((one) => !isWithheld(one)), withheld: all.filter(isWithheld) };
}

/** What was set by the event itself: another may have set it again in the same look. */
export function severityAt(event: Announced, incident: Incident): string | undefined {
  if (event.kind === "SeverityChanged") return event.to;
  return event.kind === "UpdatePosted" ? event.severity : incident.severity;
}

/** What config no longer names is told nothing: nobody says any more who reads there. */
function isNamed(destination: Destination, { ladder, telling }: Config): boolean {
  const text = destinationText(destination);
  return (
    ladder.levels.some(({ channels = [] }) =>
      channels.some((one) => destinationText(one) === text),
    ) ||
    (destination.by === "webhook" && telling.webhooks.some(({ name }) => name === destination.name))
  );
}

/** Whether people outside read there: they get no words but those of who may speak to them. */
export function isExternal(
  { by, name }: Destination,
  { telling }: Pick<Config, "telling">,
): boolean {
  return by === "webhook" && telling.webhooks.some((one) => one.name === name && one.external);
}

/** Whoever may speak to people outside, in words of their own. */
function mayWriteOutside(login: string, incident: Incident, { telling }: Config): boolean {
  const lead = holderOf(incident, communicationsLead);
  return sameLogin(lead, login) || telling.externalBy.some((one) => sameLogin(one, login));
}

/** `slack:incidents`, as the incident remembers it. */
export function destinationText({ by, name }: Destination): string {
  return `${by}:${name}`;
}

function destinationOf(text: string): Destination {
  const [by, ...name] = text.split(":");
  return { by: by === "slack" ? "slack" : "webhook", name: name.join(":") };
}

function eachOnce(destinations: readonly Destination[]): readonly Destination[] {
  return [
    ...new Map(
      destinations.map((destination) => [destinationText(destination), destination]),
    ).values(),
  ];
}

/** Whether an incident gets a room in the chat. */
export function hasRoom({ drill, severity, room }: Incident, { telling, ladder }: Config): boolean {
  if (telling.chat === undefined || drill) return false;
  if (room !== undefined) return true;
  const level = levelNamed(ladder, severity);
  return level !== undefined && !isTicket(level) && telling.chat.levels.includes(level.name);
}

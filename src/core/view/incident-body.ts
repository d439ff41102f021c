import type { Config } from "../config/config.ts";
import type { SeparateIncidentRequested } from "../incident/events.ts";
import { readStamp } from "../incident/stamp.ts";
import { severityText } from "./headline.ts";
import { when } from "./instants.ts";
import { person } from "./people.ts";
import { type Place, urlOf } from "./place.ts";
import { line, rowsWithin } from "./quoting.ts";
import { fill, type View } from "./render.ts";
import type { Templates } from "./templates.ts";

export interface IncidentBodyGiven {
  readonly config: Config;
  readonly templates: Templates;
  /** The issue in whose thread it was asked for. */
  readonly place: Place;
}

/** The body of the issue that `/incident declare <title>` opens; it links back. */
export function renderIncidentBody(
  event: SeparateIncidentRequested,
  given: IncidentBodyGiven,
): string {
  return fill(given.templates["incident-body"], incidentBodyView(event, given));
}

export function incidentBodyView(
  event: SeparateIncidentRequested,
  { config, place }: IncidentBodyGiven,
): View {
  const services = event.services.map((service) => line(service, 60));
  const more = (left: number) => `and ${left} more`;
  return {
    drill: event.drill ? "DRILL" : "",
    by: person(event.by, place),
    at: when(readStamp(event.stamp).at, config.timezone),
    from: `[#${place.issue}](${urlOf(event.stamp, place)})`,
    severity: event.severity === undefined ? "" : severityText(event.severity),
    started: event.startedAt === undefined ? "" : when(event.startedAt, config.timezone),
    services: rowsWithin(services, { characters: 800, more }).join(", "),
  };
}

import type { UpdatePosted } from "../incident/events.ts";
import { readStamp } from "../incident/stamp.ts";
import { impactText } from "../incident/timeline.ts";
import { circleOf, nextUpdateOf, severityText } from "./headline.ts";
import { when } from "./instants.ts";
import { person } from "./people.ts";
import { line, quotation } from "./quoting.ts";
import type { View } from "./render.ts";
import type { Telling } from "./telling.ts";

/** A status update as people who wait want it. */
export function updateView(event: UpdatePosted, telling: Telling): View {
  const { incident, config, place } = telling;
  const at = readStamp(event.stamp).at;
  const impact = incident?.impact;
  return {
    circle: circleOf(event.status),
    drill: incident?.drill === true ? "DRILL" : "",
    severity: severityText(event.severity),
    status: event.status,
    number: numberOf(event, telling),
    impact: impact === undefined ? "" : line(impactText(impact), 300),
    text: quotation(event.text, longestUpdate),
    eta: event.etaAt === undefined ? "" : when(event.etaAt, config.timezone),
    next: nextUpdateOf({
      severity: event.severity,
      lastAt: at,
      promisedAt: event.nextAt,
      config,
    }),
    by: person(event.by, place),
    at: when(at, config.timezone),
  };
}

/** Which update it is, where it is the last one; an older one is not counted. */
function numberOf({ stamp }: UpdatePosted, { incident }: Telling): string {
  const isLast = incident?.setBy.update === stamp;
  return isLast ? String(incident.updates) : "";
}

/** In UTF-16 units before escaping; the whole text is in the comment. */
const longestUpdate = 4000;

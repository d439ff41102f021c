import { destinationsFor, destinationText } from "../incident/destinations.ts";
import type { UpdatePosted } from "../incident/events.ts";
import { compareStamps, readStamp } from "../incident/stamp.ts";
import { impactText } from "../incident/timeline.ts";
import { circleOf, nextUpdateOf, severityText } from "./headline.ts";
import { timeOf, when } from "./instants.ts";
import { person } from "./people.ts";
import { code, line, quotation } from "./quoting.ts";
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
    earlier: earlierUpdates(event, telling),
    ...toldView(event, telling),
  };
}

/** What those who wait have read before, newest first; more is on the card. */
const mostEarlier = 3;

function earlierUpdates({ stamp }: UpdatePosted, { incident }: Telling): string {
  const before = (incident?.timeline ?? []).filter(
    (entry) =>
      entry.kind === "UpdatePosted" &&
      entry.withdrawn !== true &&
      entry.text !== undefined &&
      compareStamps(entry.stamp, stamp) < 0,
  );
  const rows = before.slice(-mostEarlier).map(({ stamp: said, text = "" }) => {
    return `- ${timeOf(readStamp(said).at)} UTC ${line(text.replace(/^update: /, ""), 200)}`;
  });
  return rows.toReversed().join("\n");
}

/** Where else it is told, and where it is not. */
function toldView(event: UpdatePosted, { incident, config }: Telling): View {
  if (incident === undefined) return { told: "", withheld: "" };
  const { told, withheld } = destinationsFor(event, { incident, config });
  const names = (places: typeof told) =>
    places.map((one) => code(destinationText(one), 80)).join(", ");
  const only =
    "where people outside read. Only the communications lead and those whom the configuration " +
    `names under ${code("external", 20)} write there: ${code("/comms", 10)}, then send it again.`;
  return {
    told: names(told),
    withheld: withheld.length === 0 ? "" : `${names(withheld)}, ${only}`,
  };
}

/** Which update it is, where it is the last one; an older one is not counted. */
function numberOf({ stamp }: UpdatePosted, { incident }: Telling): string {
  const isLast = incident?.setBy.update === stamp;
  return isLast ? String(incident.updates) : "";
}

/** In UTF-16 units before escaping; the whole text is in the comment. */
const longestUpdate = 4000;

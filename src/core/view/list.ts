import { circleOf, severityText } from "./headline.ts";
import { person } from "./people.ts";
import type { Place } from "./place.ts";
import { line } from "./quoting.ts";
import type { View } from "./render.ts";
import { table } from "./table.ts";
import type { ListedIncident } from "./telling.ts";

/** The answer to `/incident list`. */
export function listView(
  incidents: readonly ListedIncident[] | undefined,
  place: Pick<Place, "webUrl">,
): View {
  const listed = incidents ?? [];
  const rows = listed.slice(0, mostRows).map((incident) => rowOf(incident, place));
  const left = listed.length - rows.length;
  return {
    unread: incidents === undefined ? "The list could not be read just now." : "",
    none: incidents !== undefined && listed.length === 0 ? "No incident is open." : "",
    table: rows.length === 0 ? "" : table(header, rows),
    more: left > 0 ? `${left} more are open.` : "",
  };
}

const mostRows = 50;
const header = ["Incident", "Title", "Severity", "Status", "Commander"];

function rowOf(incident: ListedIncident, place: Pick<Place, "webUrl">): readonly string[] {
  const { number, title, url, severity, status, commander, drill } = incident;
  return [
    `[#${number}](${url})`,
    `${drill === true ? "DRILL " : ""}${line(title, 100)}`,
    severityText(severity),
    status === undefined ? "unknown" : `${circleOf(status)} ${status}`,
    commander === undefined ? "nobody yet" : person(commander, place),
  ];
}

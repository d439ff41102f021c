import { lengthOf } from "../../std/duration.ts";
import type { CountedIncident } from "../statistics/counted-incident.ts";
import { lengthMsOf, type MeasureName, measureNames } from "../statistics/measures.ts";
import type { Statistics } from "../statistics/statistics.ts";
import { severityText } from "./headline.ts";
import { dayOf } from "./instants.ts";
import { line } from "./quoting.ts";
import type { LinkOf } from "./statistics-sentences.ts";
import { table } from "./table.ts";

export function timesTable({ times, counted }: Statistics): string {
  if (counted === 0) return "";
  const rows = measureNames.map((name) => {
    const { n, medianMs, p90Ms, missing } = times[name];
    return [labels[name], shown(medianMs), shown(p90Ms), String(n), String(missing)];
  });
  return table(["", "Median", "p90", "Known", "Missing"], rows);
}

export function severityTable({ bySeverity }: Statistics): string {
  if (bySeverity.length === 0) return "";
  const rows = bySeverity.map(({ severity, incidents }) => [
    severityText(severity),
    String(incidents),
  ]);
  return table(["Severity", "Incidents"], rows);
}

export function servicesTable({ byService, withoutService, counted }: Statistics): string {
  if (counted === 0) return "";
  const left = byService.length - mostServices;
  const rows = [
    ...byService
      .slice(0, mostServices)
      .map(({ service, incidents }) => [line(service, 60), String(incidents)]),
    ...(left > 0 ? [[`… and ${left} more`, ""]] : []),
    ...(withoutService > 0 ? [["no service named", String(withoutService)]] : []),
  ];
  return table(["Service", "Incidents"], rows);
}

export function mitigationsTable({ mitigations }: Statistics): string {
  const rows = Object.entries(mitigations).map(([kind, counts]) => [
    kind,
    Object.entries(counts)
      .map(([state, count]) => `${count} ${outcomes[state] ?? state}`)
      .join(", "),
  ]);
  return rows.length === 0 ? "" : table(["Mitigation", "What came of it"], rows);
}

/** The newest first. */
export function incidentsTable({ incidents }: Statistics, linkOf: LinkOf): string {
  const rows = incidents.toReversed().slice(0, mostIncidents);
  const left = incidents.length - rows.length;
  const header = ["Incident", "Title", "Severity", "Declared", "Acknowledged in", "Resolved in"];
  const more = left > 0 ? `\n\n${left} more are in the files.` : "";
  return rows.length === 0
    ? ""
    : table(
        header,
        rows.map((one) => rowOf(one, linkOf)),
      ) + more;
}

const mostServices = 20;
const mostIncidents = 100;

const labels: Readonly<Record<MeasureName, string>> = {
  detect: "Time to detect",
  acknowledge: "Time to acknowledge",
  mitigate: "Time to mitigate",
  resolve: "Time to resolve",
};

const outcomes: Readonly<Record<string, string>> = {
  opening: "being opened",
  "not-opened": "not opened",
  draft: "still a draft",
  open: "still open",
  closed: "closed unmerged",
  "deploy-failed": "failed to deploy",
};

function rowOf(incident: CountedIncident, linkOf: LinkOf): readonly string[] {
  const { number, title } = incident;
  const [first, second] = [linkOf(number), line(title, 80)];
  if (incident.read === "not") return [first, second, "could not be read", "", "", ""];
  const { milestones, severity, drill, status } = incident.summary;
  const aside = drill ? "DRILL " : status === "dismissed" ? "DISMISSED " : "";
  return [
    first,
    aside + second,
    severityText(severity),
    dayOf(milestones.declaredAt ?? incident.openedAt),
    shown(lengthMsOf("acknowledge", milestones)),
    shown(lengthMsOf("resolve", milestones)),
  ];
}

function shown(ms: number | undefined): string {
  return ms === undefined ? "–" : lengthOf(ms);
}

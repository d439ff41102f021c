import { type CountedIncident, declaredAtOf } from "./counted-incident.ts";
import type { IncidentSummary } from "./incident-summary.ts";
import { lengthMsOf } from "./measures.ts";
import type { Statistics } from "./statistics.ts";

/**
 * One row per incident of the period, as RFC 4180 has it; what is unknown is an empty cell. Lengths
 * are milliseconds, instants UTC. A cell that a spreadsheet would take for a formula begins with '.
 */
export function statisticsCsv({ incidents }: Pick<Statistics, "incidents">): string {
  const header = [...Object.keys(ofIssue), ...Object.keys(ofSummary)];
  const rows = [header, ...incidents.map(cellsOf)];
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

type Cell = string | number | boolean | undefined;
type Column = (summary: IncidentSummary) => Cell;

const ofSummary: Readonly<Record<string, Column>> = {
  severity: ({ severity }) => severity,
  status: ({ status }) => status,
  drill: ({ drill }) => drill,
  dismissal: ({ dismissal }) => dismissal,
  services: ({ services, moreServices }) =>
    [...services, ...(moreServices === undefined ? [] : [`${moreServices} more`])].join("; "),
  startedAt: ({ milestones }) => milestones.startedAt,
  detectedAt: ({ milestones }) => milestones.detectedAt,
  acknowledgedAt: ({ milestones }) => milestones.acknowledgedAt,
  mitigatedAt: ({ milestones }) => milestones.mitigatedAt,
  resolvedAt: ({ milestones }) => milestones.resolvedAt,
  closedAt: ({ milestones }) => milestones.closedAt,
  timeToDetectMs: ({ milestones }) => lengthMsOf("detect", milestones),
  timeToAcknowledgeMs: ({ milestones }) => lengthMsOf("acknowledge", milestones),
  timeToMitigateMs: ({ milestones }) => lengthMsOf("mitigate", milestones),
  timeToResolveMs: ({ milestones }) => lengthMsOf("resolve", milestones),
  updatesPosted: ({ updates }) => updates.posted,
  updatesDue: ({ updates }) => updates.cadence?.due,
  updatesKept: ({ updates }) => updates.cadence?.kept,
  longestGapMs: ({ updates }) => updates.longestGapMs,
  actionItems: ({ actionItems }) => actionItems.total,
  actionItemsDone: ({ actionItems }) => actionItems.done,
  actionItemsDropped: ({ actionItems }) => actionItems.dropped,
  actionItemsInTime: ({ actionItems }) => actionItems.inTime,
  actionItemsLate: ({ actionItems }) => actionItems.late,
  mitigations: ({ mitigations }) =>
    Object.entries(mitigations)
      .flatMap(([kind, counts]) =>
        Object.entries(counts).map(([state, count]) => `${kind} ${state}: ${count}`),
      )
      .join("; "),
  reopened: ({ reopened }) => reopened,
};

const ofIssue: Readonly<Record<string, (incident: CountedIncident) => Cell>> = {
  number: ({ number }) => number,
  title: ({ title }) => title,
  url: ({ url }) => url,
  read: ({ read }) => read,
  declaredAt: declaredAtOf,
};

function cellsOf(incident: CountedIncident): readonly Cell[] {
  const own = Object.values(ofIssue).map((column) => column(incident));
  const rest = Object.values(ofSummary).map((column) =>
    incident.read === "not" ? undefined : column(incident.summary),
  );
  return [...own, ...rest];
}

function cell(value: Cell): string {
  if (typeof value !== "string") return value === undefined ? "" : String(value);
  const text = value.toWellFormed().replaceAll("\u0000", "");
  const tame = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

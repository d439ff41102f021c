import { instantOf } from "../../std/instant.ts";
import type { Config } from "../config/config.ts";
import type { Incident, Milestone, Milestones } from "../incident/incident.ts";
import { actionItemCountsOf } from "./action-item-counts.ts";
import { cadenceOf, longestGapMsOf } from "./cadence.ts";
import { type IncidentSummary, type MitigationCounts, summaryVersion } from "./incident-summary.ts";

/** Says of one incident what the statistics will ask; the same incident gives the same summary. */
export function summaryOf(incident: Incident, config: Config): IncidentSummary {
  const { status, severity, drill, services, timeline, dismissal, updates: posted } = incident;
  const longestGapMs = longestGapMsOf(incident, config.ladder);
  const cadence = cadenceOf(incident, config.ladder);
  return {
    version: summaryVersion,
    status,
    ...(severity !== undefined && { severity }),
    drill,
    services: [...services],
    milestones: milestonesOf(incident),
    updates: {
      posted,
      ...(longestGapMs !== undefined && { longestGapMs }),
      ...(cadence !== undefined && { cadence }),
    },
    actionItems: actionItemCountsOf(incident, config.timezone),
    mitigations: mitigationCountsOf(incident),
    ...(dismissal !== undefined && { dismissal: dismissal.reason }),
    reopened: timeline.filter(({ kind }) => kind === "IncidentReopened").length,
  };
}

/** Always in one order: the same incident is the same text, and nothing is written for it. */
function milestonesOf({ milestones }: Incident): Milestones {
  const known = milestoneNames.flatMap((name) => {
    const at = new Date(Date.parse(milestones[name] ?? ""));
    return Number.isNaN(at.getTime()) ? [] : [[name, instantOf(at)] as const];
  });
  return Object.fromEntries(known);
}

const milestoneNames: readonly Milestone[] = [
  "startedAt",
  "detectedAt",
  "declaredAt",
  "acknowledgedAt",
  "mitigatedAt",
  "resolvedAt",
  "closedAt",
];

function mitigationCountsOf({ mitigations = [] }: Incident): MitigationCounts {
  const counts = [...Map.groupBy(mitigations, ({ kind }) => kind)].map(([kind, all]) => {
    const states = [...Map.groupBy(all, ({ state }) => state)];
    return [kind, Object.fromEntries(states.map(([state, { length }]) => [state, length]))];
  });
  return Object.fromEntries(counts);
}

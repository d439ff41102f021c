import type { ReadIncident } from "../../../src/core/statistics/counted-incident.ts";
import type { IncidentSummary } from "../../../src/core/statistics/incident-summary.ts";

/** A resolved SEV2 of the service web, declared at noon on the first of August 2026. */
export function aSummary(change: Partial<IncidentSummary> = {}): IncidentSummary {
  return {
    version: 1,
    status: "resolved",
    severity: "SEV2",
    drill: false,
    services: ["web"],
    milestones: { declaredAt: "2026-08-01T12:00:00Z", resolvedAt: "2026-08-01T13:00:00Z" },
    updates: { posted: 2, longestGapMs: 1_800_000, cadence: { due: 2, kept: 2 } },
    actionItems: { total: 0, done: 0, dropped: 0, inTime: 0, late: 0, openDue: [] },
    mitigations: {},
    reopened: 0,
    ...change,
  };
}

/** The same as one of a list, declared on some day of 2026. */
export function declaredOn(
  day: string,
  number: number,
  change: Partial<IncidentSummary> = {},
): ReadIncident {
  const declaredAt = `2026-${day}T12:00:00Z`;
  const { milestones, ...rest } = change;
  return {
    number,
    title: `Incident ${number}`,
    url: `https://github.com/octo-org/shop/issues/${number}`,
    openedAt: declaredAt,
    read: "list",
    summary: aSummary({ milestones: { declaredAt, ...milestones }, ...rest }),
  };
}

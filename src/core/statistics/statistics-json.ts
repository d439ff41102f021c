import type { CountedIncident } from "./counted-incident.ts";
import { lengthMsOf, type MeasureName, measureNames } from "./measures.ts";
import type { Spread } from "./spread.ts";
import type { Statistics } from "./statistics.ts";

/** Grows when a key changes its meaning or goes; a new key is no new version. */
export const statisticsVersion = 1;

/**
 * The statistics for programs. Keys are always there and in this order, `null` where nothing is
 * known; those that end in `Ms` are milliseconds, those in `At`, and the period, instants in UTC.
 */
export function statisticsJson(statistics: Statistics): string {
  const { period, counted, drills, dismissed, unit, overTime, withoutService } = statistics;
  const { cadence, actionItems, mitigations, reopened, repeats, read, incidents } = statistics;
  const { incidents: judged, due, kept, longestGap } = cadence;
  const value = {
    version: statisticsVersion,
    period: { from: period.from, to: period.to },
    counted,
    drills,
    dismissed: dismissed.map(({ number, reason }) => ({ number, reason: reason ?? null })),
    bySeverity: statistics.bySeverity.map(({ severity, incidents: count }) => ({
      severity: severity ?? null,
      incidents: count,
    })),
    byService: statistics.byService,
    withoutService,
    unit,
    overTime,
    times: Object.fromEntries(
      measureNames.map((name) => [keys[name], spreadWithNulls(statistics.times[name])]),
    ),
    updateCadence: {
      incidents: judged,
      due,
      kept,
      longestGapMs: longestGap?.ms ?? null,
      longestGapIn: longestGap?.number ?? null,
    },
    actionItems,
    mitigations,
    reopened,
    repeats,
    read,
    incidents: incidents.map(rowOf),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

const keys: Readonly<Record<MeasureName, string>> = {
  detect: "timeToDetect",
  acknowledge: "timeToAcknowledge",
  mitigate: "timeToMitigate",
  resolve: "timeToResolve",
};

function spreadWithNulls({ n, missing, medianMs, p90Ms }: Spread) {
  return { n, missing, medianMs: medianMs ?? null, p90Ms: p90Ms ?? null };
}

function rowOf(incident: CountedIncident) {
  const { number, title, url, openedAt, read } = incident;
  const about = { number, title: title.toWellFormed(), url, openedAt, read };
  if (incident.read === "not")
    return { ...about, why: incident.why, summary: null, lengthsMs: null };
  const { milestones } = incident.summary;
  const lengthsMs = Object.fromEntries(
    measureNames.map((name) => [keys[name], lengthMsOf(name, milestones) ?? null]),
  );
  return { ...about, why: null, summary: incident.summary, lengthsMs };
}

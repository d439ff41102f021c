import type { Config } from "../config/config.ts";
import { compareSeverity } from "../config/ladder.ts";
import type { DismissalReason } from "../incident/incident.ts";
import type { Instant } from "../incident/stamp.ts";
import { dayIn, type PeriodUnit, startOf, startsBetween, unitFor } from "./calendar.ts";
import { type CountedIncident, declaredAtOf, type ReadIncident } from "./counted-incident.ts";
import type { MitigationCounts } from "./incident-summary.ts";
import { lengthMsOf, type MeasureName } from "./measures.ts";
import { byService, type Repeat, repeatsOf } from "./repeats.ts";
import { type Spread, spreadOf } from "./spread.ts";
import {
  cadenceKept,
  itemsKept,
  type KeptCadence,
  type KeptItems,
  mitigationsIn,
} from "./totals.ts";

/** Incidents belong to the period they were declared in. */
export interface Period {
  readonly from: Instant;
  /** No longer in the period. */
  readonly to: Instant;
}

/** What a period's incidents say. Only `incidents` and `repeats` reach beyond what is counted. */
export interface Statistics {
  readonly period: Period;
  /** How many incidents the numbers are about: no drills, none that was dismissed. */
  readonly counted: number;
  readonly drills: readonly number[];
  readonly dismissed: readonly { readonly number: number; readonly reason?: DismissalReason }[];
  /** Worst first; without a name: severity never set. */
  readonly bySeverity: readonly { readonly severity?: string; readonly incidents: number }[];
  /** The one hit most first. An incident of two services counts for both. */
  readonly byService: readonly { readonly service: string; readonly incidents: number }[];
  readonly withoutService: number;
  readonly unit: PeriodUnit;
  /** By the first day of the week, month or year in the config's time zone; none is left out. */
  readonly overTime: readonly { readonly from: string; readonly incidents: number }[];
  readonly times: Readonly<Record<MeasureName, Spread>>;
  readonly cadence: KeptCadence;
  readonly actionItems: KeptItems;
  readonly mitigations: MitigationCounts;
  /** How many incidents were opened again. */
  readonly reopened: number;
  readonly repeats: readonly Repeat[];
  readonly read: {
    /** How many cost nothing beyond the list. */
    readonly fromList: number;
    /** Those that cost one call each. */
    readonly byCall: readonly number[];
    readonly not: readonly { readonly number: number; readonly why: string }[];
  };
  /** Everything declared in the period, drills and what could not be read too; oldest first. */
  readonly incidents: readonly CountedIncident[];
}

/**
 * Counts the incidents declared in a period. Those outside of it may be given too: one up to thirty
 * days before it can be what an incident repeats.
 */
export function statistics(
  incidents: readonly CountedIncident[],
  period: Period,
  config: Config,
): Statistics {
  const isInPeriod = (incident: CountedIncident) => {
    const at = Date.parse(declaredAtOf(incident));
    return at >= Date.parse(period.from) && at < Date.parse(period.to);
  };
  const all = incidents.filter(isInPeriod).toSorted(oldestFirst);
  const read = all.filter((one) => one.read !== "not");
  const counted = read.filter(isCounted);
  const everCounted = incidents.filter((one) => one.read !== "not").filter(isCounted);
  return {
    period,
    counted: counted.length,
    drills: numbersOf(read.filter(({ summary }) => summary.drill)),
    dismissed: read.filter(isDismissed).map(({ number, summary: { dismissal } }) => ({
      number,
      ...(dismissal !== undefined && { reason: dismissal }),
    })),
    bySeverity: severitiesOf(counted, config),
    byService: servicesOf(counted),
    withoutService: counted.filter(({ summary }) => isWithoutService(summary)).length,
    ...overTimeOf(counted, period, config),
    times: timesOf(counted),
    cadence: cadenceKept(counted),
    actionItems: itemsKept(counted, dayIn(config.timezone, period.to) ?? ""),
    mitigations: mitigationsIn(counted),
    reopened: counted.filter(({ summary }) => summary.reopened > 0).length,
    repeats: repeatsOf(everCounted, isInPeriod),
    read: {
      fromList: all.filter((one) => one.read === "list").length,
      byCall: numbersOf(all.filter((one) => one.read === "call")),
      not: all.flatMap((one) => (one.read === "not" ? [{ number: one.number, why: one.why }] : [])),
    },
    incidents: all,
  };
}

function isCounted({ summary }: ReadIncident): boolean {
  return !summary.drill && summary.status !== "dismissed";
}

function isDismissed({ summary }: ReadIncident): boolean {
  return !summary.drill && summary.status === "dismissed";
}

function isWithoutService({ services, moreServices = 0 }: ReadIncident["summary"]): boolean {
  return services.length + moreServices === 0;
}

function severitiesOf(counted: readonly ReadIncident[], { ladder }: Config) {
  const groups = Map.groupBy(counted, ({ summary }) => summary.severity);
  return [...groups]
    .sort(([a], [b]) => compareOptional(a, b, (one, other) => compareSeverity(ladder, one, other)))
    .map(([severity, all]) => ({
      ...(severity !== undefined && { severity }),
      incidents: all.length,
    }));
}

/** What is not there comes last; what the ladder does not know, by its name. */
function compareOptional(
  a: string | undefined,
  b: string | undefined,
  compare: (a: string, b: string) => number,
): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return compare(a, b) || (a < b ? -1 : 1);
}

function servicesOf(counted: readonly ReadIncident[]): Statistics["byService"] {
  return [...byService(counted).values()]
    .map(({ name: service, all }) => ({ service, incidents: all.length }))
    .sort((a, b) => b.incidents - a.incidents || (a.service < b.service ? -1 : 1));
}

function overTimeOf(
  counted: readonly ReadIncident[],
  period: Period,
  { timezone }: Config,
): Pick<Statistics, "unit" | "overTime"> {
  const unit = unitFor(period);
  const days = counted.flatMap((one) => dayIn(timezone, declaredAtOf(one)) ?? []);
  const counts = Map.groupBy(days, (day) => startOf(unit, day));
  const last = dayIn(timezone, justBefore(period.to));
  // Nobody has incidents of the year 1970; what lies before the first of many years is left out.
  const first = unit === "year" ? days[0] : dayIn(timezone, period.from);
  const starts = first === undefined || last === undefined ? [] : startsBetween(unit, first, last);
  return {
    unit,
    overTime: starts.map((from) => ({ from, incidents: counts.get(from)?.length ?? 0 })),
  };
}

function justBefore(instant: Instant): Instant {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? instant : new Date(at - 1).toISOString();
}

function timesOf(counted: readonly ReadIncident[]): Statistics["times"] {
  const spread = (name: MeasureName) =>
    spreadOf(counted.map(({ summary }) => lengthMsOf(name, summary.milestones)));
  return {
    detect: spread("detect"),
    acknowledge: spread("acknowledge"),
    mitigate: spread("mitigate"),
    resolve: spread("resolve"),
  };
}

function oldestFirst(a: CountedIncident, b: CountedIncident): number {
  return Date.parse(declaredAtOf(a)) - Date.parse(declaredAtOf(b)) || a.number - b.number;
}

function numbersOf(incidents: readonly CountedIncident[]): readonly number[] {
  return incidents.map(({ number }) => number);
}

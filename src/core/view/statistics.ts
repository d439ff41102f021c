import { wallTime } from "../../std/time-zone.ts";
import type { Config } from "../config/config.ts";
import type { Instant } from "../incident/stamp.ts";
import { dayIn } from "../statistics/calendar.ts";
import type { Period, Statistics } from "../statistics/statistics.ts";
import { when } from "./instants.ts";
import type { View } from "./render.ts";
import { overTimeChart, severityChart } from "./statistics-charts.ts";
import {
  actionItemsText,
  asideText,
  cadenceText,
  counted,
  type LinkOf,
  repeatsNote,
  repeatsText,
  sourcesText,
} from "./statistics-sentences.ts";
import {
  incidentsTable,
  mitigationsTable,
  servicesTable,
  severityTable,
  timesTable,
} from "./statistics-tables.ts";

/** The statistics of a period as a job summary. */
export function statisticsView(statistics: Statistics, { timezone }: Config): View {
  const linkOf = linksTo(statistics);
  const { counted: count, reopened, repeats } = statistics;
  return {
    period: periodText(statistics.period, timezone),
    count: countText(statistics),
    reopened: reopened === 0 ? "" : `${counted(reopened, "incident")} opened again.`,
    aside: asideText(statistics, linkOf),
    times: timesTable(statistics),
    cadence: count === 0 ? "" : cadenceText(statistics, linkOf),
    actionItems: count === 0 ? "" : actionItemsText(statistics),
    overTime: overTimeChart(statistics),
    severities: severityTable(statistics),
    severityChart: severityChart(statistics),
    services: servicesTable(statistics),
    repeats: repeatsText(statistics, linkOf),
    repeatsNote: repeats.length === 0 ? "" : repeatsNote,
    mitigations: mitigationsTable(statistics),
    incidents: incidentsTable(statistics, linkOf),
    sources: sourcesText(statistics, linkOf),
  };
}

function countText({ counted: count, incidents }: Statistics): string {
  if (count > 0) return `${counted(count, "incident")} declared.`;
  return incidents.length === 0 ? "No incident was declared." : "No incident to count.";
}

/** Whole days as days, the last one included; else to the minute. */
function periodText({ from, to }: Period, timezone: string): string {
  const last = new Date(Date.parse(to) - 1);
  if (Number.isNaN(last.getTime()) || !isMidnight(from, timezone) || !isMidnight(to, timezone)) {
    return `${when(from, timezone)} to ${when(to, timezone)}`;
  }
  const days = [from, last.toISOString()].map((instant) => dayIn(timezone, instant));
  return `${[...new Set(days)].join(" to ")} (${timezone})`;
}

function isMidnight(instant: Instant, timezone: string): boolean {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return false;
  const { hour, minute, second } = wallTime(at, timezone);
  return hour === 0 && minute === 0 && second === 0;
}

/** One from before the period, which an incident repeats, has no address here. */
function linksTo({ incidents }: Statistics): LinkOf {
  const urls = new Map(incidents.map(({ number, url }) => [number, url]));
  return (number) => {
    const url = urls.get(number);
    return url !== undefined && plainUrl.test(url) ? `[#${number}](${url})` : `#${number}`;
  };
}

/** What can stand in a Markdown link as it is. */
const plainUrl = /^https?:\/\/[^\s()<>[\]\\|@]+$/;

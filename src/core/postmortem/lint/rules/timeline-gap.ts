import { lengthOf } from "../../../../std/duration.ts";
import type { Milestones } from "../../../incident/incident.ts";
import { type Rule, shortQuote } from "../finding.ts";
import { type TimelineRow, timelineRowsOf } from "../timeline-rows.ts";

/** Long silences while people were at it: somebody knows what happened then, still. */
export const timelineGap: Rule = {
  title: "Gap in the timeline",
  find: (text, { incident }) =>
    gapsIn(timelineRowsOf(text), incident?.milestones ?? {})
      .slice(0, mostGaps)
      .map(({ before, after, ms }) => ({
        line: after.line,
        quote: shortQuote(`${momentOf(before)} to ${momentOf(after)}`),
        why: `Nothing is said about ${lengthOf(ms)} in which the incident was not over.`,
        suggestion:
          "Add a row that says what people tried, saw or waited for; that nothing happened is " +
          "worth a row as well.",
      })),
};

/** Half an hour is how often the worst severities want an update, at the least. */
const longestSilenceMs = 30 * 60_000;
const mostGaps = 5;

interface Gap {
  readonly before: TimelineRow;
  readonly after: TimelineRow;
  readonly ms: number;
}

/** Only from the time people knew of it, and only until it was resolved, each time it was. */
function gapsIn(rows: readonly TimelineRow[], milestones: Milestones): readonly Gap[] {
  const from = knownFrom(rows, milestones);
  const resolvedAt = msOf(milestones.resolvedAt) ?? Number.POSITIVE_INFINITY;
  let [over, reopened] = [false, false];
  return rows.slice(1).flatMap((after, index) => {
    const before = rows[index] ?? after;
    if (endings.test(before.what)) over = true;
    if (/^reopened\b/i.test(before.what)) [over, reopened] = [false, true];
    const end = reopened ? after.at : Math.min(after.at, resolvedAt);
    const ms = end - Math.max(before.at, from);
    return !over && ms > longestSilenceMs ? [{ before, after, ms }] : [];
  });
}

function knownFrom(rows: readonly TimelineRow[], milestones: Milestones): number {
  const declared = rows.find(({ what }) => /^declared\b/i.test(what)) ?? rows[0];
  return msOf(milestones.detectedAt ?? milestones.declaredAt) ?? declared?.at ?? 0;
}

const endings = /^(?:resolved|closed|dismissed)\b/i;

function momentOf({ date, time }: TimelineRow): string {
  return `${date} ${time} UTC`;
}

function msOf(instant: string | undefined): number | undefined {
  const at = Date.parse(instant ?? "");
  return Number.isNaN(at) ? undefined : at;
}

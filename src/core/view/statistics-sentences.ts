import { lengthOf } from "../../std/duration.ts";
import { repeatDays } from "../statistics/repeats.ts";
import type { Statistics } from "../statistics/statistics.ts";
import { line } from "./quoting.ts";

/** Shows the number of an incident as a link to it. */
export type LinkOf = (number: number) => string;

/** `1 incident`, `2 incidents`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What is in no number below: drills, what was no incident, what could not be read. */
export function asideText({ drills, dismissed, read }: Statistics, linkOf: LinkOf): string {
  const parts = [
    partOf(drills, "drill", linkOf),
    dismissed.length === 0
      ? ""
      : `${dismissed.length} dismissed (${few(
          dismissed.map(({ number, reason }) => `${linkOf(number)}${reason ? ` ${reason}` : ""}`),
        )})`,
    read.not.length === 0 ? "" : `${read.not.length} that could not be read (see the end)`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `Kept out of these numbers: ${parts.join("; ")}.`;
}

export function cadenceText({ cadence }: Statistics, linkOf: LinkOf): string {
  const { incidents, due, kept, longestGap } = cadence;
  const silence =
    longestGap === undefined
      ? ""
      : ` The longest silence while it hurt: ${lengthOf(longestGap.ms)} (${linkOf(longestGap.number)}).`;
  if (incidents === 0) return `no severity that was set asks for them at a pace.${silence}`;
  const where = `in ${counted(incidents, "incident")} whose severity asks for them`;
  if (due === 0) return `none was due ${where}.${silence}`;
  return `${kept} of ${due} that were due came in time (${share(kept, due)}), ${where}.${silence}`;
}

export function actionItemsText({ actionItems }: Statistics): string {
  const { total, done, dropped, inTime, late, overdue, notYetDue, unknown } = actionItems;
  if (total === 0) return "none.";
  const due = inTime + late + overdue;
  const kept =
    due === 0
      ? "No due date has come yet."
      : `${inTime} of ${due} that were due were done in time (${share(inTime, due)}).`;
  const rest = [
    late === 0 ? "" : `${late} done late`,
    overdue === 0 ? "" : `**${overdue} overdue**`,
    notYetDue === 0 ? "" : `${notYetDue} not due yet`,
    unknown === 0 ? "" : `${unknown} without a date to judge by`,
  ].filter((part) => part !== "");
  const others = rest.length === 0 ? "" : ` ${sentence(rest.join(", "))}.`;
  const open = total - done - dropped;
  return `${total} in all: ${done} done, ${open} open, ${dropped} dropped. ${kept}${others}`;
}

export function repeatsText({ repeats }: Statistics, linkOf: LinkOf): string {
  const rows = repeats
    .slice(0, mostRepeats)
    .map(({ service, incidents }) => `- ${line(service, 60)}: ${few(incidents.map(linkOf))}`);
  const left = repeats.length - rows.length;
  return [...rows, ...(left > 0 ? [`- … and ${counted(left, "more service")}`] : [])].join("\n");
}

export const repeatsNote =
  `The same service, hit again within ${repeatDays} days of the incident before. ` +
  "Whether it was the same cause, nobody has compared.";

/** What the numbers rest on, and what they cost. */
export function sourcesText({ read }: Statistics, linkOf: LinkOf): string {
  const parts = [
    `${counted(read.fromList, "incident")} read from the list of issues`,
    `${read.byCall.length} by one more call each${inBrackets(read.byCall.map(linkOf))}`,
    `${read.not.length} could not be read${inBrackets(
      read.not.map(({ number, why }) => `${linkOf(number)}: ${line(why, 100)}`),
    )}`,
  ];
  return `${parts.join("; ")}.`;
}

const mostRepeats = 20;
const mostNumbers = 20;

function partOf(numbers: readonly number[], noun: string, linkOf: LinkOf): string {
  return numbers.length === 0
    ? ""
    : counted(numbers.length, noun) + inBrackets(numbers.map(linkOf));
}

function inBrackets(parts: readonly string[]): string {
  return parts.length === 0 ? "" : ` (${few(parts)})`;
}

function few(parts: readonly string[]): string {
  const left = parts.length - mostNumbers;
  const shown = parts.slice(0, mostNumbers).join(", ");
  return left > 0 ? `${shown} and ${left} more` : shown;
}

/** Rounded down, so that only all of them are 100%. */
function share(part: number, whole: number): string {
  return `${Math.floor((100 * part) / whole)}%`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

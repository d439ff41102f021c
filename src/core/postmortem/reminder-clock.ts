import { atMinute, instantsOf } from "../../std/time-zone.ts";
import { dueHour } from "../thread/due.ts";

/**
 * The instant (in ms) by which something due on a calendar date is to be done: 17:00 there, as with
 * `/postmortem due` and a date. Midnight would find nobody at work to hear of it. Undefined for
 * what is no date.
 */
export function dueOnDate(date: string, zone: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  const midnight = { month: Number(month), day: Number(day), hour: 0, minute: 0, second: 0 };
  const wall = { ...midnight, year: Number(year) };
  if (year === undefined || instantsOf(wall, "UTC").length === 0) return undefined;
  return atMinute(wall, dueHour * 60, zone)[0];
}

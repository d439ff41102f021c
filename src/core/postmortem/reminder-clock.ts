import { dueHour } from "../thread/due.ts";
import { addDays, instantsOf, type WallTime } from "../thread/time-zone.ts";

const dayMinutes = 24 * 60;

/** No clock is ever put forward by more, except where a whole day is left out. */
const longestGap = 180;

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

/**
 * The instants (in ms, ascending) at which clocks show so many minutes after the midnight of a day:
 * two where they are put back; where they are put forward over it, the moment they are.
 */
export function atMinute(day: WallTime, minute: number, zone: string): readonly number[] {
  for (let shown = minute; shown <= minute + longestGap; shown++) {
    const date = addDays(day, Math.floor(shown / dayMinutes));
    const [hour, rest] = [Math.floor((shown % dayMinutes) / 60), shown % 60];
    const found = instantsOf({ ...date, hour, minute: rest, second: 0 }, zone);
    if (found.length > 0) return found;
  }
  return [];
}

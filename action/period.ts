import type { Period } from "../src/core/statistics/statistics.ts";
import { instantOf } from "../src/std/instant.ts";
import { addDays, instantsOf, type WallTime, wallTime } from "../src/std/time-zone.ts";
import type { Period as Asked } from "./input-forms.ts";

/** Whole days by the clocks of the zone; the last so many end with today. */
export function periodOf(asked: Asked, { now, timezone }: { now: Date; timezone: string }): Period {
  const today = wallTime(now.getTime(), timezone);
  const [first, last] =
    asked.kind === "last"
      ? [addDays(today, 1 - asked.days), today]
      : [dayOf(asked.from), dayOf(asked.to)];
  return { from: midnight(first, timezone), to: midnight(addDays(last, 1), timezone) };
}

function dayOf(date: string): WallTime {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day, hour: 0, minute: 0, second: 0 };
}

/** Where clocks go forward at midnight, the day begins an hour later. */
function midnight(day: WallTime, timezone: string): string {
  const at = [0, 1].flatMap((hour) =>
    instantsOf({ ...day, hour, minute: 0, second: 0 }, timezone),
  )[0];
  return instantOf(new Date(at ?? Date.UTC(day.year, day.month - 1, day.day)));
}

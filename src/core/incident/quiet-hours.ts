import { addDays, atMinute, wallTime } from "../../std/time-zone.ts";
import type { QuietHours } from "../config/config.ts";

/**
 * This instant (in ms), or the end of the quiet hours it falls into. They last from the first time
 * that clocks show their beginning until the last time that they show their end, so that the night
 * in which an hour comes twice is one night.
 */
export function afterQuietHours(
  atMs: number,
  { hours, zone }: { hours: QuietHours | undefined; zone: string },
): number {
  if (hours === undefined || hours.from === hours.to) return atMs;
  const today = wallTime(atMs, zone);
  let after = atMs;
  // Until the day after tomorrow, since two nights may touch where clocks change.
  for (const days of [-1, 0, 1, 2]) {
    const [fromMs] = atMinute(addDays(today, days), hours.from, zone);
    if (fromMs === undefined) continue;
    if (after < fromMs) break;
    const lastDay = hours.from < hours.to ? days : days + 1;
    const toMs = atMinute(addDays(today, lastDay), hours.to, zone).at(-1);
    after = Math.max(after, toMs ?? after);
  }
  return after;
}

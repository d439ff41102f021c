import { wallTime } from "../../std/time-zone.ts";
import type { Instant } from "../incident/stamp.ts";

/** An instant as people read it: `2026-11-22 02:35 UTC (03:35 Europe/Berlin)`. */
export function when(instant: Instant, timezone: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return "at an unknown time";
  const utc = wall(at, "UTC");
  const shown = `${utc.date} ${utc.time} UTC`;
  if (timezone === "UTC") return shown;
  const local = wall(at, timezone);
  const day = local.date === utc.date ? "" : `${local.date} `;
  return `${shown} (${day}${local.time} ${timezone})`;
}

export function dayOf(instant: Instant): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? "unknown day" : wall(at, "UTC").date;
}

/** The time of day in UTC, `02:35`. */
export function timeOf(instant: Instant): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? "unknown" : wall(at, "UTC").time;
}

/** An instant in UTC beside another one: the day only where it is not the same. */
export function timeAfter(other: Instant, instant: Instant): string {
  const day = dayOf(instant);
  return `${day === dayOf(other) ? "" : `${day} `}${timeOf(instant)} UTC`;
}

export function later(instant: Instant, ms: number): Instant | undefined {
  const at = Date.parse(instant) + ms;
  if (!Number.isFinite(at) || Math.abs(at) > latest) return undefined;
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** The last instant a date can hold, in ms. */
const latest = 8.64e15;

function wall(at: number, timezone: string): { date: string; time: string } {
  const { year, month, day, hour, minute } = wallTime(at, timezone);
  return {
    date: `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`,
    time: `${pad(hour)}:${pad(minute)}`,
  };
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}

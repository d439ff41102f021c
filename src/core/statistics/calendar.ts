import { wallTime } from "../../std/time-zone.ts";
import type { Instant } from "../incident/stamp.ts";

/** The calendar day the clocks of a zone show: `2026-08-15`; undefined for no instant. */
export function dayIn(timezone: string, instant: Instant): string | undefined {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return undefined;
  const { year, month, day } = wallTime(at, timezone);
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
}

export type PeriodUnit = "week" | "month" | "year";

const dayMs = 86_400_000;

/** Weeks of up to a quarter, months of up to three years, years of more. */
export function unitFor(period: { readonly from: Instant; readonly to: Instant }): PeriodUnit {
  const days = (Date.parse(period.to) - Date.parse(period.from)) / dayMs;
  if (days <= 92) return "week";
  return days <= 3 * 366 ? "month" : "year";
}

/** The first day of the week (a Monday), month or year that a day lies in. */
export function startOf(unit: PeriodUnit, day: string): string {
  if (unit === "year") return `${day.slice(0, 4)}-01-01`;
  if (unit === "month") return `${day.slice(0, 7)}-01`;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return moved(day, -weekday);
}

/** All of them from the one day to the other, both included. */
export function startsBetween(unit: PeriodUnit, first: string, last: string): readonly string[] {
  const starts: string[] = [];
  for (let next = startOf(unit, first); next <= last && starts.length < most; ) {
    starts.push(next);
    next = startOf(unit, moved(next, longest[unit]));
  }
  return starts;
}

/** Days after which the next one has surely begun, and the one after it has not. */
const longest: Readonly<Record<PeriodUnit, number>> = { week: 7, month: 31, year: 366 };
/** More than any chart shows. */
const most = 400;

function moved(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}

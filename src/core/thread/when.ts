import { parseDuration } from "../../std/duration.ts";
import { addDays, instantsOf, type WallTime, wallTime } from "../../std/time-zone.ts";
import type { Instant } from "../incident/stamp.ts";
import type { Said } from "./slash-command.ts";

/** Why a time was refused: a sentence that says what was expected. */
export interface Problem {
  readonly problem: string;
}

const pastForms = "a time such as 09:30, -15m, 2h ago or 2026-08-01T09:30Z";
const futureForms = "a time to come such as 30m, 14:45 or 2026-08-01T14:45Z";
const dateForms = "a day to come such as 2026-08-15 or 5d";

/** When something happened; a time of day is the latest such time not after it was said. */
export function readInstant(text: string, said: Said): Instant | Problem {
  const [now, time] = [Date.parse(said.at), tidy(text)];
  const ago = /^-(\S+)$|^(\S+) ago$/i.exec(time);
  const length = parseDuration(ago?.[1] ?? ago?.[2] ?? "");
  if (length !== undefined) return within(now - length);
  if (parseDuration(time) !== undefined) {
    return { problem: `-${time} or "${time} ago" for something that happened` };
  }
  const at = readClock(time, { now, zone: said.timezone, forms: pastForms, past: true });
  if (typeof at !== "number") return at;
  if (at > now) return { problem: `${pastForms}, not one still to come` };
  return within(at);
}

/** When something is to happen; a time of day is the next such time. */
export function readFuture(text: string, said: Said): Instant | Problem {
  const [now, time] = [Date.parse(said.at), tidy(text)];
  const length = parseDuration(time.replace(/^(?:in |\+)/i, ""));
  if (length !== undefined && length > 0) return within(now + length);
  const at = readClock(time, { now, zone: said.timezone, forms: futureForms, past: false });
  if (typeof at !== "number") return at;
  if (at <= now) return { problem: `${futureForms}, not one that has passed` };
  return within(at);
}

/** The calendar date something is due, in the zone it was said in; today is not yet past. */
export function readDate(text: string, said: Said): string | Problem {
  const time = tidy(text);
  const today = wallTime(Date.parse(said.at), said.timezone);
  const [, count, unit] = /^(\d{1,4})([dw])$/i.exec(time) ?? [];
  if (count !== undefined && unit !== undefined) {
    const days = Number(count) * (unit.toLowerCase() === "w" ? 7 : 1);
    return dateOf(addDays(today, days));
  }
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(time) ?? [];
  const wall = { ...today, year: Number(year), month: Number(month), day: Number(day) };
  const midnight = { ...wall, hour: 0, minute: 0, second: 0 };
  if (year === undefined || instantsOf(midnight, "UTC").length === 0) return { problem: dateForms };
  const date = dateOf(wall);
  if (typeof date === "string" && date < isoDate(today)) {
    return { problem: `${dateForms}, not one that has passed` };
  }
  return date;
}

/** Whether somebody means a time by this, rightly written or not. */
export function looksLikeTime(text: string): boolean {
  const time = tidy(text);
  return /^\d{4}[-/.]\d|^\d{1,2}:\d\d|^-\d+[wdhms]\b|^\d+[wdhms]+ ago$/i.test(time);
}

interface Clock {
  readonly now: number;
  readonly zone: string;
  readonly forms: string;
  /** Whether a time of day is the latest that has been or the next to come. */
  readonly past: boolean;
}

function readClock(time: string, clock: Clock): number | Problem {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(time) ?? [];
  if (hour !== undefined && minute !== undefined) {
    return timeOfDay({ hour: Number(hour), minute: Number(minute) }, clock);
  }
  return readDateTime(time, clock);
}

function timeOfDay(at: { hour: number; minute: number }, clock: Clock): number | Problem {
  if (at.hour > 23 || at.minute > 59) return { problem: clock.forms };
  const { now, zone, past } = clock;
  const fits = (ms: number) => (past ? ms <= now : ms > now);
  const today = { ...wallTime(now, zone), ...at, second: 0 };
  for (const away of past ? [0, -1] : [0, 1]) {
    const wall = addDays(today, away);
    const found = instantsOf(wall, zone);
    if (found.length === 0 && fits(nearGap(wall, zone))) {
      const shown = `${pad(at.hour)}:${pad(at.minute)}`;
      return { problem: `a time that exists: clocks went over ${shown} on ${isoDate(wall)}` };
    }
    const best = past ? found.findLast(fits) : found.find(fits);
    if (best !== undefined) return best;
  }
  return { problem: clock.forms };
}

/** Where a wall time that clocks leave out would have been. */
function nearGap(wall: WallTime, zone: string): number {
  const [before = 0] = instantsOf({ ...wall, hour: 0, minute: 0, second: 0 }, zone);
  return before + (wall.hour * 60 + wall.minute) * 60_000;
}

const dateTime =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)? ?([Zz]|UTC|[+-]\d\d:?\d\d)?$/;

function readDateTime(time: string, { zone, forms }: Clock): number | Problem {
  const found = dateTime.exec(time);
  if (!found) return { problem: forms };
  const [year, month, day, hour, minute, second] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const date = { year: year ?? 0, month: month ?? 0, day: day ?? 0 };
  const wall = { ...date, hour: hour ?? 0, minute: minute ?? 0, second: second ?? 0 };
  const offset = found[7];
  const [first, last] = instantsOf(wall, offset === undefined ? zone : "UTC");
  if (first === undefined) return { problem: `${forms}; there was no ${time}` };
  if (offset !== undefined) return readOffset(first, offset) ?? { problem: forms };
  if (last === undefined) return first;
  return { problem: `a time with its zone: clocks showed ${time} twice` };
}

function readOffset(asUtc: number, offset: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  if (sign === undefined) return asUtc;
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  const away = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "+" ? asUtc - away : asUtc + away;
}

const earliest = Date.UTC(2000, 0, 1);
const tooLate = Date.UTC(2101, 0, 1);

function within(ms: number): Instant | Problem {
  if (!(ms >= earliest && ms < tooLate))
    return { problem: "a time between the years 2000 and 2100" };
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}

function dateOf(wall: WallTime): string | Problem {
  if (wall.year < 2000 || wall.year > 2100) {
    return { problem: "a day between the years 2000 and 2100" };
  }
  return isoDate(wall);
}

function isoDate({ year, month, day }: WallTime): string {
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}

/** Phones write other dashes, other spaces and characters nobody sees. */
function tidy(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[\u2010-\u2014\u2212]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

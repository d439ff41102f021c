import { parseDuration } from "../../std/duration.ts";
import type { Instant } from "../incident/stamp.ts";
import { plainLabel } from "./phone-text.ts";
import type { Said } from "./slash-command.ts";
import { readFuture } from "./when.ts";

/** A time that somebody named, and how many words it took. */
export interface TimeToCome {
  readonly at: Instant;
  readonly count: number;
}

/** What came in place of a time, and what was expected. */
export interface NoTime {
  readonly came: string;
  readonly expected: string;
}

/** How far ahead a time may be: in ms, and in words. */
export interface Reach {
  readonly mostMs: number;
  readonly most: string;
}

/** What people write in front of a time: `remind me in`, `snooze until`, `watch for`. */
const lead = /^(?:me|us|in|at|for|until|till)$/i;
const mostLead = 2;

/** What behind a time makes it another one: it is read with it, and refused where it cannot be. */
const turn = new RegExp(
  "^(?:ago|[ap]\\.?m\\.?|today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|" +
    "z|utc|gmt|bst|ist|jst|cest|[ce]et|eest|msk|a?[ecmp][sd]t|[+-]\\d\\d:?\\d\\d)$",
  "i",
);

/** The time to come that a text begins with: `20m`, `14:45`, `in 1h 30m`, `2026-08-01 14:45`. */
export function readTimeToCome(
  words: readonly string[],
  said: Said,
  { mostMs, most }: Reach,
): TimeToCome | NoTime {
  const plain = words.slice(0, mostLead + mostWords).map(plainLabel);
  const skipped = leadOf(plain);
  const count = wordsOfTime(plain.slice(skipped));
  if (count === 0) return { came: "no time", expected: "a time to come such as 30m or 14:45" };
  const named = plain.slice(skipped, skipped + count);
  const text = named.join(named.every(isLength) ? "" : " ");
  const at = readFuture(text, said);
  if (typeof at !== "string") return { came: text, expected: at.problem };
  if (Date.parse(at) - Date.parse(said.at) <= mostMs) return { at, count: skipped + count };
  return { came: text, expected: `a time at most ${most} ahead` };
}

function leadOf(words: readonly string[]): number {
  const first = words.slice(0, mostLead).findIndex((word) => !lead.test(word));
  return first === -1 ? Math.min(words.length, mostLead) : first;
}

/** A day and a time of it, with what belongs to them. */
const mostWords = 3;

/** How many words the time at the beginning takes. */
function wordsOfTime([first, second, third]: readonly string[]): number {
  if (first === undefined) return 0;
  if (second === undefined) return 1;
  if (isLength(first)) return isLength(second) || second.toLowerCase() === "ago" ? 2 : 1;
  if (!/^\d{4}-\d\d-\d\d$/.test(first)) return turn.test(second) ? 2 : 1;
  return third !== undefined && turn.test(third) ? 3 : 2;
}

function isLength(word: string): boolean {
  return parseDuration(word) !== undefined;
}

import { z } from "zod";
import { durationPattern, parseDuration } from "../../std/duration.ts";
import { says, textLike } from "./expectation.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const yearMs = 365 * dayMs;

/** When a postmortem is due, in milliseconds. */
export const due = durationOr([], {
  leastMs: hourMs,
  expected: "a duration from 1h to 365d, a number and a unit",
  example: "48h",
}).meta({ description: "Time until the postmortem is due (default 48h)" });

/** How long before a due date its owner hears of it, in milliseconds. */
export const soon = durationOr([], {
  leastMs: hourMs,
  mostMs: 30 * dayMs,
  expected: "a duration from 1h to 30d, a number and a unit",
  example: "24h",
}).meta({ description: "How long before something is due its owner is reminded (default 24h)" });

/** How often what is overdue comes up again, in milliseconds. */
export const every = durationOr([], {
  leastMs: dayMs,
  mostMs: 90 * dayMs,
  expected: "a duration from 1d to 90d, a number and a unit",
  example: "7d",
}).meta({ description: "How often what is overdue comes up again (default 7d)" });

/** How far back changes count as suspects, in milliseconds. */
export const window = durationOr([], {
  leastMs: 10 * minuteMs,
  mostMs: 30 * dayMs,
  expected: "a duration from 10m to 30d, a number and a unit",
  example: "24h",
}).meta({ description: "How far back from its start changes are looked at (default 24h)" });

/** When somebody responds: milliseconds or one of the words. */
export const respond = durationOr(["immediately", "next business day", "none"], {
  leastMs: 0,
  expected: 'a duration up to 365d, "immediately", "next business day" or "none"',
  example: "15m",
}).meta({ description: "Time until somebody responds" });

/** How often a status update is due: milliseconds or "none". */
export const update = durationOr(["none"], {
  leastMs: minuteMs,
  expected: 'a duration from 1m to 365d, a number and a unit, or "none"',
  example: "15m",
}).meta({ description: "Time between status updates" });

interface Bounds {
  readonly leastMs: number;
  /** A year unless given. */
  readonly mostMs?: number;
  readonly expected: string;
  readonly example: string;
}

/** A duration within bounds, in milliseconds, or one of the words. */
export function durationOr<const Word extends string>(words: readonly Word[], bounds: Bounds) {
  const { leastMs, mostMs = yearMs, expected, example } = bounds;
  const forms = [...words, durationPattern.source.slice(1, -1)];
  const pattern = new RegExp(`^(?:${forms.join("|")})$`);
  return textLike(pattern, expected, example).transform((text, context): number | Word => {
    const word = words.find((other) => other === text);
    if (word !== undefined) return word;
    const ms = parseDuration(text);
    if (ms !== undefined && ms >= leastMs && ms <= mostMs) return ms;
    context.issues.push({ code: "custom", message: says(expected, example).error, input: text });
    return z.NEVER;
  });
}

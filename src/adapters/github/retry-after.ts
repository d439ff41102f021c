import type { Headers } from "./trouble.ts";

const hour = 3_600_000;
const second = 1000;
// GitHub: "wait at least one minute" when an answer names no time.
const unnamed = 60_000;

/** How long a limited caller has to wait: at least a second, at most an hour. */
export function waitOfLimit(headers: Headers, now: Date): number {
  const wait = namedWait(headers, now) ?? (isSpent(headers) ? untilReset(headers, now) : undefined);
  return clamp(wait ?? unnamed);
}

/** What a Retry-After header asks for, where there is one that makes sense. */
export function namedWait(headers: Headers, now: Date): number | undefined {
  const text = String(headers["retry-after"] ?? "").trim();
  if (/^\d+$/.test(text)) return clamp(Number(text) * second);
  const at = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : clamp(at - hostTime(headers, now));
}

/** True when the primary limit of the hour is used up. */
export function isSpent(headers: Headers): boolean {
  return String(headers["x-ratelimit-remaining"] ?? "") === "0";
}

function untilReset(headers: Headers, now: Date): number | undefined {
  const reset = Number(headers["x-ratelimit-reset"]);
  if (!Number.isFinite(reset) || reset <= 0) return undefined;
  return reset * second - hostTime(headers, now);
}

// The host's clock decides about the host's times, so that ours may be wrong.
function hostTime(headers: Headers, now: Date): number {
  const said = Date.parse(String(headers.date ?? ""));
  return Number.isNaN(said) ? now.getTime() : said;
}

function clamp(ms: number): number {
  return Math.min(Math.max(ms, second), hour);
}

import type { IncomingHttpHeaders } from "node:http";

const second = 1000;
const longestWait = 3_600_000;
/** Who names more than a day did not mean this message. */
const absurd = 24 * longestWait;

/** Milliseconds that an answer asks to wait, a second to an hour; undefined if that is absurd. */
export function askedWait(headers: IncomingHttpHeaders, now: Date): number | undefined {
  const text = headers["retry-after"]?.trim() ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * second : untilDate(text, headers.date, now);
  if (wait === undefined || !(wait >= 0 && wait <= absurd)) return undefined;
  return Math.min(Math.max(wait, second), longestWait);
}

// The host's clock decides about the host's times, so that ours may be wrong.
function untilDate(text: string, date: string | undefined, now: Date): number | undefined {
  if (!/[a-z]{3}/i.test(text)) return undefined;
  const said = Date.parse(date ?? "");
  return Date.parse(text) - (Number.isNaN(said) ? now.getTime() : said);
}

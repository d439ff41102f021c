import { instantsOf } from "../../std/time-zone.ts";
import type { Instant } from "../incident/stamp.ts";
import type { Said } from "./slash-command.ts";
import { type Problem, readDate, readFuture } from "./when.ts";

/** The hour at which a day is over for whoever owes something on it. */
export const dueHour = 17;

/** By when something is due: a day means 17:00 on it, in the zone it was said in. */
export function readDue(text: string, said: Said): Instant | Problem {
  const date = readDate(text, said);
  if (typeof date === "object") return isDay(text) ? date : readFuture(text, said);
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const wall = { year, month, day, hour: dueHour, minute: 0, second: 0 };
  const [at] = instantsOf(wall, said.timezone);
  if (at === undefined || at <= Date.parse(said.at)) {
    return { problem: `a time to come: a day means ${dueHour}:00 on it, and that has passed` };
  }
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Whether it has the form of a day, wrong or not. */
function isDay(text: string): boolean {
  return /^\s*(?:\d{4}-\d\d-\d\d|\d+[dw])\s*$/i.test(text);
}

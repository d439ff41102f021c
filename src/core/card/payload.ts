import { cut } from "../../std/cut.ts";
import { longestAt, type Place, placeBelow, recordPlace } from "./places.ts";
import { proposalsOnce } from "./proposals-once.ts";
import type { IncidentRecord } from "./record.ts";
import { type Draft, shrink } from "./shrink.ts";

/** The record as it stands in the block, shortened until it has at most so many characters. */
export function fittingPayload(record: IncidentRecord, most: number): string {
  const fits = (draft: Draft) => {
    const value = proposalsOnce(draft.record);
    return !exceeds(value, draft, most) && toPayload(value, draft).length <= most;
  };
  const draft = shrink(record, fits);
  return toPayload(proposalsOnce(draft.record), draft);
}

/** Counts what is written at least, and no further than needed: even a flood costs little. */
function exceeds(record: unknown, { longestText }: Draft, most: number): boolean {
  let room = most;
  const rest: [Place, unknown][] = [[recordPlace, record]];
  for (let next = rest.pop(); next !== undefined && room >= 0; next = rest.pop()) {
    const [place, value] = next;
    if (typeof value === "string") room -= Math.min(value.length, longestAt(place, longestText));
    else if (Array.isArray(value)) for (const each of value) rest.push([place, each]);
    else if (typeof value === "object" && value !== null) {
      for (const [key, each] of Object.entries(value)) rest.push([placeBelow(place, key), each]);
    } else if (value !== undefined) room -= 1;
  }
  return room < 0;
}

/** JSON that can stand inside an HTML comment: no `--`, no angle bracket, no mention. */
function toPayload(record: unknown, { longestText }: Draft): string {
  return JSON.stringify(cutAt(recordPlace, record, longestText))
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("@", "\\u0040")
    .replaceAll("--", "-\\u002d");
}

function cutAt(place: Place, value: unknown, longestText: number): unknown {
  if (typeof value === "string") return cut(value, longestAt(place, longestText));
  if (Array.isArray(value)) return value.map((each) => cutAt(place, each, longestText));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      cutAt(placeBelow(place, key), each, longestText),
    ]),
  );
}

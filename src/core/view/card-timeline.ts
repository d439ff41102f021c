import type { TimelineEntry } from "../incident/incident.ts";
import { readStamp } from "../incident/stamp.ts";
import type { Seen } from "./headline.ts";
import { dayOf, timeAfter, timeOf } from "./instants.ts";
import { person } from "./people.ts";
import { urlOf } from "./place.ts";
import { line } from "./quoting.ts";

/** More than this nobody reads on a card. */
const mostEntries = 40;

/** The newest entries first, under their day in UTC, and how many earlier ones the thread has. */
export function timelineOf(seen: Seen, characters: number): string {
  const newestFirst = seen.incident.timeline.toReversed();
  const rows: string[] = [];
  let [room, shown, day] = [characters - longestSentence, 0, ""];
  for (const entry of newestFirst.slice(0, mostEntries)) {
    const today = dayOf(readStamp(entry.stamp).at);
    const row = entryRow(entry, seen);
    const added = today === day ? [row] : ["", `**${today}** (UTC)`, "", row];
    room -= added.join("\n").length + 1;
    if (room < 0) break;
    rows.push(...added);
    [shown, day] = [shown + 1, today];
  }
  const left = newestFirst.length - shown;
  if (left > 0)
    rows.push("", `${left} earlier ${left === 1 ? "entry is" : "entries are"} in the thread.`);
  return rows.join("\n").trim();
}

const longestSentence = 60;

function entryRow(entry: TimelineEntry, { place }: Seen): string {
  const said = readStamp(entry.stamp);
  const time = timeOf(said.at);
  const shown = said.kind === "c" ? `[${time}](${urlOf(entry.stamp, place)})` : time;
  const by = entry.by === undefined ? "" : ` ${person(entry.by, place)}`;
  const text = entry.text === undefined ? "(the text is in the thread)" : line(entry.text, 200);
  const at =
    entry.at === undefined || entry.at === said.at
      ? ""
      : ` (happened ${timeAfter(said.at, entry.at)})`;
  return entry.withdrawn === true
    ? `- ${shown}${by} ~~${text}~~ (withdrawn)`
    : `- ${shown}${by} ${text}${at}`;
}

import { timelineMarker } from "../card/markers.ts";
import type { TimelineEntry } from "../incident/incident.ts";
import { readStamp } from "../incident/stamp.ts";
import type { Seen } from "./headline.ts";
import { dayOf, timeAfter, timeOf, when } from "./instants.ts";
import { linkTo } from "./link-to.ts";
import { person } from "./people.ts";
import { urlOf } from "./place.ts";
import { line } from "./quoting.ts";
import { table } from "./table.ts";

export interface TimelineParts {
  /** What the body shows of it. */
  readonly first: string;
  /** The rest, each part with its hidden mark. */
  readonly comments: readonly string[];
}

/** Of a comment, with its heading and mark. */
const longestComment = 55_000;
const longestFrame = 500;

/** The timeline as tables: so much in the first part, the rest in as few comments as it takes. */
export function timelineParts(
  seen: Seen,
  room: { readonly characters: number; readonly rows: number },
): TimelineParts {
  const rows = timelineRows(seen);
  const count = countWithin(rows.slice(0, room.rows), room.characters - longestFrame);
  const parts: (readonly Row[])[] = [];
  for (let at = count; at < rows.length; ) {
    const next = Math.max(countWithin(rows.slice(at), longestComment - longestFrame), 1);
    parts.push(rows.slice(at, at + next));
    at += next;
  }
  const of = linkTo(`#${seen.place.issue}`, seen.place);
  const comments = parts.map(
    (part, at) =>
      `### Timeline of ${of}, continued (${at + 2} of ${parts.length + 1})\n\n` +
      `${timelineTable(part)}\n\n${timelineMarker(at + 1)}`,
  );
  return { first: firstPart(rows.slice(0, count), rows.length - count), comments };
}

/** All of it in one table. */
export function wholeTimeline(seen: Seen): string {
  return firstPart(timelineRows(seen), 0);
}

/** What people said of mitigations: that it held, or did not. */
export function mitigationNotes({ incident, place }: Seen): string {
  const notes = incident.timeline.filter(
    ({ kind, text, withdrawn }) =>
      withdrawn !== true &&
      (kind === "IncidentMitigated" ||
        (kind === "StatusChanged" && /did not hold/.test(text ?? ""))),
  );
  return notes
    .slice(-mostNotes)
    .map((note) => {
      const at = note.at ?? readStamp(note.stamp).at;
      const by = note.by === undefined ? "" : ` (${person(note.by, place)})`;
      return `- [${when(at, "UTC")}](${urlOf(note.stamp, place)}) ${whatOf(note, 300)}${by}`;
    })
    .join("\n");
}

const mostNotes = 10;

type Row = readonly string[];

/** In the order in which things happened; what was withdrawn is not told. */
function timelineRows(seen: Seen): readonly Row[] {
  return seen.incident.timeline
    .filter(({ withdrawn }) => withdrawn !== true)
    .map((entry) => ({ entry, at: happenedAt(entry) }))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ entry, at }) => rowOf(entry, at, seen));
}

function happenedAt({ at, stamp }: TimelineEntry): string {
  return at === undefined || Number.isNaN(Date.parse(at)) ? readStamp(stamp).at : at;
}

function rowOf(entry: TimelineEntry, at: string, { place }: Seen): Row {
  const said = readStamp(entry.stamp).at;
  const late = timeOf(said) === timeOf(at) ? "" : ` (noted ${timeAfter(at, said)})`;
  return [
    dayOf(at),
    `[${timeOf(at)}](${urlOf(entry.stamp, place)})`,
    `${whatOf(entry, 600)}${late}`,
    entry.by === undefined ? "" : person(entry.by, place),
  ];
}

/** A shrunken entry keeps its kind: `NoteAdded` reads "note added". */
function whatOf({ kind, text }: TimelineEntry, max: number): string {
  if (text !== undefined) return line(text, max);
  const words = kind.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  return `${line(words, 60)} (the text is in the thread)`;
}

function timelineTable(rows: readonly Row[]): string {
  return table(["Date", "UTC", "What", "Who"], rows);
}

function firstPart(rows: readonly Row[], left: number): string {
  if (rows.length === 0) return left === 0 ? "The record holds no entries." : moreWords(left);
  return left === 0 ? timelineTable(rows) : `${timelineTable(rows)}\n\n${moreWords(left)}`;
}

function moreWords(left: number): string {
  return left === 1
    ? "One more entry is in a comment below."
    : `${left} more entries are in the comments below.`;
}

/** Cells, bars and blanks; a bar in a text takes one more. */
function countWithin(rows: readonly Row[], characters: number): number {
  let room = characters;
  const end = rows.findIndex((row) => {
    room -= timelineTable([row]).length;
    return room < 0;
  });
  return end < 0 ? rows.length : end;
}

import { postmortemOpener } from "../card/markers.ts";
import type { ActionItem } from "../incident/incident.ts";
import { pairRows } from "./pair-rows.ts";
import { type RowPlace, type Section, sectionOf } from "./rows.ts";
import { finishStart, sectionNames } from "./sections.ts";
import { isTicked, showMarkedRow, type Web } from "./show-row.ts";

/** In UTF-16 units; GitHub takes a little more, and keeps the old text without a word beyond. */
const longestBody = 60_000;

interface Edit {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

/** One pass: every row that differs is written again in its place, the missing ones are added. */
export function rewriteRows(body: string, items: readonly ActionItem[], web: Web): string {
  const section = sectionOf(body);
  if (section === undefined) return body;
  const pairs = pairRows(section.rows, items);
  const edits = pairs.flatMap(({ row, item }) =>
    item === undefined ? [] : editOf(row, item, { body, web }),
  );
  const rewritten = new Set(pairs.map(({ item }) => item?.number));
  const missing = items.filter(({ number }) => !rewritten.has(number));
  const kept = within(edits, longestBody - body.length);
  const room = longestBody - body.length - kept.reduce((sum, edit) => sum + growthOf(edit), 0);
  const added = additionOf(missing, { body, section, web, room });
  return apply(body, [...kept, ...added]);
}

function editOf(
  row: RowPlace,
  item: ActionItem,
  { body, web }: { readonly body: string; readonly web: Web },
): readonly Edit[] {
  const [start, end] = row.span;
  const ticked = isTicked(item);
  const box = row.ticked === ticked ? body.charAt(row.box) : ticked ? "x" : " ";
  const text = `${box}${body.slice(row.box + 1, start)}${showMarkedRow(item, web)}`;
  return text === body.slice(row.box, end) ? [] : [{ at: row.box, end, text }];
}

/** As many as fit, the shortening ones first, so that a second pass would take the same. */
function within(edits: readonly Edit[], characters: number): readonly Edit[] {
  let room = characters;
  return edits
    .toSorted((a, b) => growthOf(a) - growthOf(b))
    .filter((edit) => {
      const fits = growthOf(edit) <= Math.max(room, 0);
      if (fits) room -= growthOf(edit);
      return fits;
    });
}

function growthOf({ at, end, text }: Edit): number {
  return text.length - (end - at);
}

interface Adding {
  readonly body: string;
  readonly section: Section;
  readonly web: Web;
  readonly room: number;
}

function additionOf(missing: readonly ActionItem[], given: Adding): readonly Edit[] {
  const { body, section, web } = given;
  const eol = body.includes("\r\n") ? "\r\n" : "\n";
  const { at, lead, bullet, after } = section.end
    ? behind(section.end, body, eol)
    : inNewSection(body, eol);
  let room = given.room - lead.length - after.length;
  const rows = missing
    .map((item) => `${bullet} [${isTicked(item) ? "x" : " "}] ${showMarkedRow(item, web)}`)
    .filter((row) => {
      const fits = row.length + eol.length <= room;
      if (fits) room -= row.length + eol.length;
      return fits;
    });
  return rows.length === 0 ? [] : [{ at, end: at, text: lead + rows.join(eol) + after }];
}

interface Insertion {
  readonly at: number;
  /** What goes before the new rows, and after them. */
  readonly lead: string;
  readonly after: string;
  readonly bullet: string;
}

/** A text right below would be taken for part of the last row. */
function behind(
  { at, isList, bullet }: NonNullable<Section["end"]>,
  body: string,
  eol: string,
): Insertion {
  const isApart = /^(?:$|\r?\n[ \t]*(?:\r?\n|$))/.test(body.slice(at, at + 200));
  return { at, bullet, lead: isList ? eol : eol + eol, after: isApart ? "" : eol };
}

/** Above how to finish, else above the marker that ends the text, else at its end. */
function inNewSection(body: string, eol: string): Insertion {
  const finish = [...body.matchAll(finishForm)].at(-1)?.index;
  const marker = body.lastIndexOf(postmortemOpener);
  const at = finish ?? (marker < 0 ? body.length : marker);
  const before = body.slice(0, at);
  const gap = /(?:^|\n\r?\n)$/.test(before) ? "" : before.endsWith("\n") ? eol : eol + eol;
  const heading = `## ${sectionNames.actionItems}${eol}${eol}`;
  return { at, bullet: "-", lead: gap + heading, after: at === body.length ? "" : eol + eol };
}

const finishForm = new RegExp(`^[*_]{0,3}${finishStart}`, "gm");

function apply(body: string, edits: readonly Edit[]): string {
  let [result, from] = ["", 0];
  for (const { at, end, text } of edits.toSorted((a, b) => a.at - b.at)) {
    result += body.slice(from, at) + text;
    from = end;
  }
  return result + body.slice(from);
}

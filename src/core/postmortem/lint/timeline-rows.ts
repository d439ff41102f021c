import type { Row } from "./lighter-text.ts";
import { type Manuscript, sectionsOf } from "./manuscript.ts";

/** A row of the timeline with a time that can be read. */
export interface TimelineRow {
  /** Of the text, counted from 1. */
  readonly line: number;
  /** In ms. */
  readonly at: number;
  /** As the row writes them. */
  readonly date: string;
  readonly time: string;
  /** What happened, without decoration. */
  readonly what: string;
}

/**
 * The rows of the timeline's tables in the order of their times. A row without a date is of the
 * same day as the one above it.
 */
export function timelineRowsOf(text: Manuscript): readonly TimelineRow[] {
  let [date, column] = ["", -1];
  const rows = sectionsOf(text, "timeline").flatMap((section) =>
    section.rows.flatMap((row) => {
      const cells = cellsOf(row);
      const header = cells.findIndex((cell) => headerForm.test(cell));
      if (header >= 0 && !cells.some((cell) => dateForm.test(cell))) column = header;
      date = cells.find((cell) => dateForm.test(cell)) ?? date;
      const time = cells.map((cell) => timeForm.exec(cell)?.[1]).find((found) => found);
      const at = time === undefined ? Number.NaN : Date.parse(`${date}T${time.padStart(5, "0")}Z`);
      if (time === undefined || Number.isNaN(at)) return [];
      return [{ line: row.line, at, date, time, what: whatOf(cells, column) }];
    }),
  );
  return rows.sort((a, b) => a.at - b.at);
}

const headerForm = /^(?:what|event|entry|description)\b/i;
const dateForm = /^\d{4}-\d\d-\d\d$/;
const timeForm = /^(\d{1,2}:\d\d(?::\d\d)?)(?: ?UTC)?$/i;

/** Of what happened, only the beginning says what kind of row it is. */
const mostRead = 300;

/** Marks of emphasis and of links are decoration; a bar behind a backslash is text. */
function cellsOf({ text }: Row): readonly string[] {
  const cells = text
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/);
  return cells.map((cell) =>
    cell
      .slice(0, mostRead)
      .replace(/\[([^\][]*)\]\([^()\s]*\)/g, "$1")
      .replace(/[*_`~\\]/g, "")
      .trim(),
  );
}

/** In the column that is called so, else in the first that tells neither day nor time. */
function whatOf(cells: readonly string[], column: number): string {
  return cells[column] ?? cells.find((cell) => !dateForm.test(cell) && !timeForm.test(cell)) ?? "";
}

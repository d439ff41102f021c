import { readingCost } from "../../thread/reading-cost.ts";
import { type RowPlace, sectionOf } from "../rows.ts";
import { withoutAddresses } from "./lighter-text.ts";
import { lineOf, lineStartsOf } from "./line-starts.ts";
import type { Section } from "./outline.ts";

/** A row of the checklist as far as the linter cares. */
export interface ItemRow {
  /** Counted from 1. */
  readonly line: number;
  /** What is to be done, without number, owner, date and the rest. */
  readonly text: string;
  readonly hasOwner: boolean;
  readonly hasDate: boolean;
  /** Ticked, or given up with a reason: nobody needs to do it any more. */
  readonly settled: boolean;
}

/** A part of the text that can hold the checklist, with the cost of reading it once more. */
export interface Stretch {
  /** Its first line, counted from 1. */
  readonly line: number;
  readonly markdown: string;
  /** In ms, as `readingCost` counts. */
  readonly cost: number;
}

/** What stands below the headings *Action items*, each with all that is below it. */
export function stretchesOf(source: string, sections: readonly Section[]): readonly Stretch[] {
  const lines = source.split("\n");
  const spans: [first: number, next: number][] = [];
  for (const [at, { keys, heading }] of sections.entries()) {
    const first = heading?.position?.start.line;
    if (first === undefined || !keys.includes("actionItems")) continue;
    const next = sections[at + 1]?.heading?.position?.start.line ?? lines.length + 1;
    const last = spans.at(-1);
    if (last?.[1] === first) last[1] = next;
    else spans.push([first, next]);
  }
  return spans.map(([first, next]) => {
    const markdown = withoutTracking(lines.slice(first - 1, next - 1).join("\n"));
    return { line: first, markdown, cost: readingCost(markdown) };
  });
}

/** The rows of the checklist in the order of the text. */
export function itemsIn(stretches: readonly Stretch[]): readonly ItemRow[] {
  return stretches.flatMap(({ line, markdown }) => {
    const starts = lineStartsOf(markdown);
    const rows = sectionOf(markdown)?.rows ?? [];
    return rows.map((row) => itemOf(row, line + lineOf(starts, row.box) - 1));
  });
}

/** Hidden marks, and links that are none to people, make a long checklist costly to read. */
function withoutTracking(part: string): string {
  const shown = part.replace(/<!-- allclear:item [\w ]{1,40}-->/g, ({ length }) =>
    " ".repeat(length),
  );
  return shown.replace(/\[[^[\]\n`\\]{0,200}\]\(https?:[^\s()<>]{0,400}\)/g, (link) =>
    /^\[@?([\w-]{1,60})\]\(.*\/\1\)$/.test(link) ? link : withoutAddresses(link),
  );
}

function itemOf({ said, ticked, dropped }: RowPlace, line: number): ItemRow {
  return {
    line,
    text: said.text,
    hasOwner: said.owner !== undefined,
    hasDate: said.due !== undefined,
    settled: ticked || dropped,
  };
}

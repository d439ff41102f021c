import { rememberLast } from "../../std/remember-last.ts";
import { type Block, type Item, type List, plainTextOf, spanOf } from "../thread/blocks.ts";
import { parseBlocks } from "../thread/markdown.ts";
import { mostReadingCost, readingCost } from "../thread/reading-cost.ts";
import { type RowWords, readWords } from "./read-words.ts";
import { digestOf, type RowMark, withBlindMarks, withoutMarks } from "./row-mark.ts";
import { isFinish, isHeadingOf } from "./sections.ts";

/** A row of the checklist, where it stands in the text. */
export interface RowPlace {
  /** That of its hidden mark, else the one it shows; of two rows with one number, one has it. */
  readonly number?: number;
  readonly mark?: RowMark;
  readonly ticked: boolean;
  readonly dropped: boolean;
  /** Its Markdown behind the number and without the mark. */
  readonly words: string;
  readonly said: RowWords;
  /** Whether its words are those we last wrote. */
  readonly fits: boolean;
  /** Offset of the sign between the brackets. */
  readonly box: number;
  /** The row itself, behind the box. */
  readonly span: readonly [start: number, end: number];
}

export interface Section {
  readonly rows: readonly RowPlace[];
  /** Where one more row goes. */
  readonly end?: { readonly at: number; readonly isList: boolean; readonly bullet: string };
}

/** The rows of the section, and where more of them go; undefined where reading costs too much. */
export const sectionOf = rememberLast(readSection);

function readSection(body: string): Section | undefined {
  // A long table and many comments are most of what reading costs, and need no parser here.
  const light = withBlindMarks(body).replace(/^ {0,3}\|.*$/gm, (row) => "x".padEnd(row.length));
  if (readingCost(light) > mostReadingCost) return undefined;
  const blocks = blocksOf(light);
  const lists = blocks.flatMap((block) => (block.type === "list" ? [block] : []));
  const found = lists.flatMap((list) => list.children.flatMap((item) => rowOf(item, body) ?? []));
  const end = endOf(blocks, body);
  return { rows: withOwnNumbers(found), ...(end !== undefined && { end }) };
}

/** What stands under each heading of that name, heading first; a second one counts too. */
function blocksOf(body: string): readonly Block[] {
  const found: Block[] = [];
  let depth = 0;
  for (const block of parseBlocks(body).children) {
    if (block.type === "heading") {
      if (isHeadingOf("actionItems", plainTextOf(block))) depth = block.depth;
      else if (block.depth <= depth) depth = 0;
    }
    if (depth > 0) found.push(block);
  }
  return found;
}

/** In the box's own list, else behind what the section begins with. */
function endOf(blocks: readonly Block[], body: string): Section["end"] {
  const list = blocks.findLast((block): block is List => block.type === "list" && hasBoxes(block));
  if (list !== undefined) {
    const [start, at] = spanOf(list);
    const sign = body.charAt(start);
    const indent = " ".repeat((list.position?.start.column ?? 1) - 1);
    return { at, isList: true, bullet: `${indent}${/[-+*]/.test(sign) ? sign : "-"}` };
  }
  const heading = blocks.findLastIndex(({ type }) => type === "heading");
  if (heading < 0) return undefined;
  const beginning = blocks.slice(heading + 1);
  const other = beginning.findIndex(
    (block) => block.type !== "paragraph" || isFinish(plainTextOf(block)),
  );
  const before = blocks[heading + (other < 0 ? beginning.length : other)];
  return before && { at: spanOf(before)[1], isList: false, bullet: "-" };
}

function hasBoxes({ children }: List): boolean {
  return children.some(({ checked }) => typeof checked === "boolean");
}

/** Inside the bold number, where no item's own text can be taken for it. */
const numberForm = /^\s*\*\*([1-9]\d{0,8})\.(\s+won['\u2019]t do)?\*\*/i;

function rowOf(item: Item, body: string): RowPlace | undefined {
  const [first] = item.children;
  if (first?.type !== "paragraph" || typeof item.checked !== "boolean") return undefined;
  const span = spanOf(first);
  const brackets = /\[[^\]]\]\s*$/.exec(body.slice(spanOf(item)[0], span[0]));
  if (brackets === null) return undefined;
  const { mark, rest } = withoutMarks(body.slice(...span));
  const numbered = numberForm.exec(rest);
  const words = rest.slice(numbered?.[0].length ?? 0);
  const number = mark?.number ?? (numbered === null ? undefined : Number(numbered[1]));
  return {
    ...(number !== undefined && { number }),
    ...(mark !== undefined && { mark }),
    ticked: item.checked,
    dropped: numbered?.[2] !== undefined,
    words,
    said: readWords(words),
    fits: mark !== undefined && mark.digest === digestOf(words),
    box: spanOf(item)[0] + brackets.index + 1,
    span,
  };
}

/**
 * Of rows with one number the one we wrote has it, else the first. A copy that says the same is
 * no row; one that says something else is a new one.
 */
function withOwnNumbers(found: readonly RowPlace[]): readonly RowPlace[] {
  const owners = new Map<number, RowPlace>();
  for (const row of found) {
    if (row.number === undefined) continue;
    const owner = owners.get(row.number);
    if (owner === undefined || rank(row) > rank(owner)) owners.set(row.number, row);
  }
  return found.flatMap((row) => {
    if (row.number === undefined || owners.get(row.number) === row) return [row];
    if (row.fits) return [];
    const { number: _number, mark: _mark, ...rest } = row;
    return [rest];
  });
}

function rank({ mark, fits }: RowPlace): number {
  return fits ? 2 : mark === undefined ? 0 : 1;
}

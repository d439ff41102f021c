import { type Block, type Heading, plainTextOf } from "../../thread/blocks.ts";
import { isHeadingOf, type SectionKey, sectionNames } from "../sections.ts";
import type { Row } from "./lighter-text.ts";

/** What stands between one heading and the next, of whatever depth. */
export interface Section {
  readonly heading: Heading | undefined;
  /** The sections of our template it is, or lies below. */
  readonly keys: readonly SectionKey[];
  readonly blocks: readonly Block[];
  readonly rows: readonly Row[];
}

/** The sections of a text, the first one being what stands above all headings. */
export function outlineOf(blocks: readonly Block[], rows: readonly Row[]): readonly Section[] {
  const above: { depth: number; key: SectionKey | undefined }[] = [];
  return partsOf(blocks, rows).map((part) => {
    const { heading } = part;
    while (heading !== undefined && (above.at(-1)?.depth ?? 0) >= heading.depth) above.pop();
    if (heading !== undefined) above.push({ depth: heading.depth, key: keyOf(heading) });
    return { ...part, keys: above.flatMap(({ key }) => key ?? []) };
  });
}

interface Part {
  readonly heading: Heading | undefined;
  readonly blocks: Block[];
  readonly rows: Row[];
}

/** Blocks and rows stand in the order of the text, so that one walk over both is enough. */
function partsOf(blocks: readonly Block[], rows: readonly Row[]): readonly Part[] {
  let part: Part = { heading: undefined, blocks: [], rows: [] };
  const parts = [part];
  let next = 0;
  const takeRows = (line: number, into: Part | undefined) => {
    for (let row = rows[next]; row !== undefined && row.line < line; row = rows[next]) {
      into?.rows.push(row);
      next += 1;
    }
  };
  for (const block of blocks) {
    takeRows(block.position?.start.line ?? 0, part);
    if (block.type === "heading") {
      part = { heading: block, blocks: [], rows: [] };
      parts.push(part);
    } else part.blocks.push(block);
    // A row inside a block of code is an example.
    if (block.type === "code") takeRows(block.position?.end.line ?? 0, undefined);
  }
  takeRows(Number.POSITIVE_INFINITY, part);
  return parts;
}

/** Longer headings are none of ours, however they are decorated. */
const longestHeading = 60;

/** By its first letter before all else: a text may have thousands of headings. */
function keyOf(heading: Heading): SectionKey | undefined {
  const words = plainTextOf(heading);
  if (words.length > longestHeading) return undefined;
  const [letter = ""] = /[a-z]/i.exec(words) ?? [];
  return sectionKeys.find(
    (key) => key.first === letter.toLowerCase() && isHeadingOf(key.key, words),
  )?.key;
}

const sectionKeys = (Object.keys(sectionNames) as SectionKey[]).map((key) => ({
  key,
  first: sectionNames[key].charAt(0).toLowerCase(),
}));

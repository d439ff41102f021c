import { type Block, type Piece, spanOf } from "../../thread/blocks.ts";
import { isPrompt } from "../prompts.ts";
import { opaque } from "./lighter-text.ts";
import type { Section } from "./outline.ts";

/** A paragraph or heading as prose: what is no prose in it is blank, at the same offsets. */
export interface Passage {
  /** Where it begins in the text as it was read. */
  readonly offset: number;
  readonly words: string;
  readonly section: Section;
}

/** The prose of a section: no quotations, code, tables, HTML, addresses, or prompts of ours. */
export function passagesIn(section: Section, source: string): readonly Passage[] {
  const heading = section.heading === undefined ? [] : [section.heading];
  const passages: Passage[] = [];
  const visit = (block: Piece) => {
    if (block.type === "paragraph" || block.type === "heading") {
      const [offset, end] = spanOf(block);
      const written = source.slice(offset, end);
      if (!isPrompt(written)) passages.push({ offset, words: wordsOf(block, written), section });
    } else if (containers.has(block.type)) block.children?.forEach(visit);
  };
  const blocks: readonly (Piece | Block)[] = [...heading, ...section.blocks];
  blocks.forEach(visit);
  return passages;
}

const containers: ReadonlySet<string> = new Set(["list", "listItem", "footnoteDefinition"]);

function wordsOf(block: Piece, source: string): string {
  const [from] = spanOf(block);
  const shown: string[] = [];
  let at = 0;
  const take = (end: number, show: (part: string) => string) => {
    if (end <= at) return;
    shown.push(show(source.slice(at, end)));
    at = end;
  };
  const visit = (piece: Piece) => {
    const [start, end] = spanOf(piece);
    take(start - from, blank);
    if (piece.type === "text") take(end - from, (part) => part);
    else if (transparent.has(piece.type)) piece.children?.forEach(visit);
    else take(end - from, piece.type === "inlineCode" || piece.type === "image" ? hide : blank);
  };
  block.children?.forEach(visit);
  take(source.length, blank);
  const written = source.split("\n");
  return withoutQuotes(plain(shown.join("")))
    .split("\n")
    .map((line, index) => (isPrompt(written[index] ?? "") ? blank(line) : line))
    .join("\n");
}

const transparent: ReadonlySet<string> = new Set(["link", "linkReference"]);

function blank(part: string): string {
  return part.replace(/[^\n]/g, " ");
}

function hide(part: string): string {
  return part.replace(/[^\n]/g, opaque);
}

/** Without the marks of emphasis and what phones make of letters; as long as it was. */
function plain(words: string): string {
  return words
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb]/g, '"')
    .replace(/@\u200b/g, " @")
    .replace(/[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]/g, " ");
}

/** Words in quotation marks are somebody's, or about words. */
function withoutQuotes(words: string): string {
  return words
    .replace(/"[^"]{1,200}"/g, hide)
    .replace(/(?<!\w)'[^'"\n]{1,80}'(?!\w)/g, hide)
    .replace(/[*~\\]|(?<![a-z\d])_|_(?![a-z\d])/gi, " ");
}

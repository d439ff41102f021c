import { quoteAround } from "./finding.ts";
import type { Manuscript } from "./manuscript.ts";
import type { Passage } from "./passages.ts";

/** Words of a passage a rule objects to. */
export interface Spotted {
  readonly passage: Passage;
  /** In the passage. */
  readonly start: number;
  readonly end: number;
}

/** Where in the text it is, and what it reads like there. */
export function placeOf(text: Manuscript, { passage, start, end }: Spotted) {
  const [from, to] = [passage.offset + start, passage.offset + end];
  const quote = quoteAround(text.source, text.sourceAt(from), text.sourceAt(to));
  return { line: text.lineAt(from), quote };
}

/** What the same sentence says before these words, as far as it matters. */
export function saidBefore({ passage, start }: Spotted): string {
  const near = passage.words.slice(Math.max(0, start - furthest), start);
  return /[^.!?;]*$/.exec(near)?.[0] ?? "";
}

/** Whether the sentence with these words ends as a question. */
export function isAsked({ passage, end }: Spotted): boolean {
  const rest = passage.words.slice(end, end + furthest);
  return /[.!?](?=\s|$)/.exec(rest)?.[0] === "?";
}

/** In UTF-16 units: a sentence that is longer is cut. */
const furthest = 240;

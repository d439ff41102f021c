import { rememberLast } from "../../../std/remember-last.ts";
import { parseBlocks } from "../../thread/markdown.ts";
import { readingCost } from "../../thread/reading-cost.ts";
import type { SectionKey } from "../sections.ts";
import { type ItemRow, itemsIn, stretchesOf } from "./action-items.ts";
import { lighterText } from "./lighter-text.ts";
import { lineOf, lineStartsOf } from "./line-starts.ts";
import { outlineOf, type Section } from "./outline.ts";
import { type Passage, passagesIn } from "./passages.ts";

/** A postmortem's text, read once: what the rules look at. */
export interface Manuscript {
  /** As it was written, with line ends of one character. */
  readonly source: string;
  /** The same lines as they were read; offsets are of this text. */
  readonly prose: string;
  readonly sections: readonly Section[];
  /** What people wrote as prose, section by section. */
  readonly passages: readonly Passage[];
  readonly items: readonly ItemRow[];
  /** The line of an offset, counted from 1. */
  readonly lineAt: (offset: number) => number;
  /** The same place in the source. */
  readonly sourceAt: (offset: number) => number;
}

/** In ms, as `readingCost` counts: less than for a comment, since the rules take their time too. */
const mostCost = 50;

/** The text taken apart; undefined where reading it would cost too much. */
export const readManuscript = rememberLast(takeApart);

function takeApart(text: string): Manuscript | undefined {
  const source = text.replace(/\r\n?/g, "\n");
  const { prose, rows } = lighterText(source);
  const cost = readingCost(prose);
  if (cost > mostCost) return undefined;
  const sections = outlineOf(parseBlocks(prose).children, rows);
  const stretches = stretchesOf(source, sections);
  const costs = stretches.reduce((sum, stretch) => sum + stretch.cost, cost);
  if (costs > mostCost) return undefined;
  return {
    ...{ source, prose, sections },
    items: itemsIn(stretches),
    passages: sections.flatMap((section) => passagesIn(section, prose)),
    ...placesIn(source, prose),
  };
}

/** Lines with prose are as long as they were; only rows have become empty lines. */
function placesIn(source: string, prose: string): Pick<Manuscript, "lineAt" | "sourceAt"> {
  const [starts, sourceStarts] = [lineStartsOf(prose), lineStartsOf(source)];
  const lineAt = (offset: number) => lineOf(starts, offset);
  const sourceAt = (offset: number) => {
    const at = lineAt(offset) - 1;
    return (sourceStarts[at] ?? 0) + offset - (starts[at] ?? 0);
  };
  return { lineAt, sourceAt };
}

/** A section and those below it; none where there is no such heading. */
export function sectionsOf(text: Manuscript, key: SectionKey): readonly Section[] {
  return text.sections.filter(({ keys }) => keys.includes(key));
}

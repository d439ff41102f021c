import { type Block, type Piece, plainTextOf, spanOf } from "../../../thread/blocks.ts";
import { isPrompt } from "../../prompts.ts";
import { type SectionKey, sectionNames } from "../../sections.ts";
import type { Rule } from "../finding.ts";
import { type Manuscript, sectionsOf } from "../manuscript.ts";

/** What a postmortem is for stands in these sections, and each of them says something. */
export const emptySection: Rule = {
  title: "Empty section",
  find: (text) => wanted.flatMap((key) => findIn(text, key)),
};

const wanted: readonly SectionKey[] = [
  "summary",
  "impact",
  "wentWell",
  "couldImprove",
  "lucky",
  "factors",
];

const whatToWrite: Readonly<Partial<Record<SectionKey, string>>> = {
  summary: "Write two or three sentences that somebody who was not there understands.",
  impact: "Write who noticed what, for how long, and as many numbers as there are.",
  wentWell: "Write what helped, however small, so that it is kept.",
  couldImprove: "Write what cost time or made it harder to see what was going on.",
  lucky: "Write what happened to keep it small; if nothing did, write that.",
  factors: "Write the conditions that came together, in systems and in how work is done.",
};

function findIn(text: Manuscript, key: SectionKey) {
  const sections = sectionsOf(text, key);
  const name = sectionNames[key];
  const suggestion = whatToWrite[key] ?? "";
  const [first] = sections;
  if (first === undefined) {
    const why = "There is no heading of that name, so readers will not find what belongs there.";
    return [{ line: 1, quote: name, why, suggestion: `Add the section. ${suggestion}` }];
  }
  const isFilled = sections.some(({ blocks, rows }) => {
    return (
      rows.some(({ text: row }) => !isPlaceholder(row)) ||
      blocks.some((block) => saysSomething(block, text.prose))
    );
  });
  const line = text.lineAt(first.heading === undefined ? 0 : spanOf(first.heading)[0]);
  const why = "Nothing is written below this heading yet.";
  return isFilled ? [] : [{ line, quote: name, why, suggestion }];
}

/** Whether somebody wrote something here; our own prompts and "to be written" are nothing. */
function saysSomething(block: Block | Piece, source: string): boolean {
  switch (block.type) {
    case "html":
    case "thematicBreak":
    case "definition":
    case "heading":
      return false;
    case "paragraph": {
      const written = source.slice(...spanOf(block));
      if (isPrompt(written) || isPrompt(plainTextOf(block))) return false;
      return written.split("\n").some((line) => !isPrompt(line) && !isPlaceholder(line));
    }
    case "list":
    case "listItem":
    case "blockquote":
      return block.children?.some((child) => saysSomething(child, source)) ?? false;
    default:
      return true;
  }
}

/** What people write to come back later, and hidden comments. */
function isPlaceholder(line: string): boolean {
  const words = line.replace(/<!--.{0,400}?-->/g, "").replace(/[\s*_~`.:()[\]|…?!-]+/g, " ");
  return /^ ?(?:to ?do|tbd|tba|fixme|wip|xxx|to be (?:done|written|added)|)? ?$/i.test(words);
}

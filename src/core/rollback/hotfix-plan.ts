import { type Block, plainTextOf } from "../thread/blocks.ts";
import { parseBlocks } from "../thread/markdown.ts";

/** Stands in the section until somebody writes the plan. */
export const planPrompt = "Write here how this is taken back if it makes things worse.";

/** Fewer letters than this say nothing. */
const fewestLetters = 12;

/** Whether the pull request's section "Rollback plan" says something that we did not write. */
export function isPlanFilled(body: string): boolean {
  const section = sectionOf(parseBlocks(body).children, "rollback plan");
  // Of HTML nobody sees the comments, and those are where a template hides its hints.
  const seen = section.filter(({ type }) => type !== "html");
  const text = seen.map(plainTextOf).join(" ").replaceAll(planPrompt, " ");
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= fewestLetters;
}

function sectionOf(blocks: readonly Block[], heading: string): readonly Block[] {
  const start = blocks.findIndex(
    (block) => block.type === "heading" && plainTextOf(block).toLowerCase() === heading,
  );
  const first = blocks[start];
  if (first?.type !== "heading") return [];
  const rest = blocks.slice(start + 1);
  const end = rest.findIndex((block) => block.type === "heading" && block.depth <= first.depth);
  return end < 0 ? rest : rest.slice(0, end);
}

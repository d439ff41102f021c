import { cut } from "../../std/cut.ts";
import { type Block, type Heading, type Item, plainTextOf, spanOf } from "../thread/blocks.ts";
import { parseBlocks } from "../thread/markdown.ts";
import { readingCost } from "../thread/reading-cost.ts";
import { checklistLength } from "./checklist.ts";
import { readFrontMatter, splitFrontMatter } from "./front-matter.ts";
import { inertMarkdown } from "./inert-markdown.ts";
import { itemSource } from "./item-source.ts";
import {
  type Runbook,
  runbookLimits,
  type Section,
  type Step,
  type StepSection,
  sections,
  stepSections,
} from "./runbook.ts";

/** In ms: what `readingCost` says of a comment, but a file is read three times or so, in pieces. */
const mostCost = 25;

/** A runbook with what is odd about it, or why the file is none. */
export type RunbookRead =
  | { readonly runbook: Runbook; readonly problems: readonly string[] }
  | { readonly problem: string };

/** Reads one file of `runbooks/`. It never throws, whatever is in it. */
export function readRunbook(name: string, text: string): RunbookRead {
  if (sizeOf(text) > runbookLimits.bytes) return { problem: "too long; expected at most 64 KiB" };
  const split = splitFrontMatter(text);
  if ("problem" in split) return split;
  const front = readFrontMatter(split.yaml);
  if ("problem" in front) return front;
  if (readingCost(split.markdown) > mostCost) {
    return { problem: "too tangled to be read safely; expected plain headings and lists, or less" };
  }
  const { markdown } = split;
  const outline = outlineOf(parseBlocks(markdown).children);
  const title = front.title ?? outline.title;
  const flaw = flawOf(title, outline);
  if (flaw !== undefined || title === undefined) return { problem: flaw ?? "it has no title" };
  const steps = stepSections.flatMap((section) => stepsOf(section, outline, markdown));
  const tooMuch = excessOf(steps);
  if (tooMuch !== undefined) return { problem: tooMuch };
  const { services, labels, alerts, words } = front;
  const symptoms = symptomsOf(outline, markdown);
  const runbook = { name, title, services, labels, alerts, words, symptoms, steps };
  return { runbook, problems: [...front.problems, ...lacks(outline)] };
}

function sizeOf(text: string): number {
  return text.length > runbookLimits.bytes ? text.length : new TextEncoder().encode(text).length;
}

interface Outline {
  readonly title: string | undefined;
  /** The blocks of each section that is there. */
  readonly parts: ReadonlyMap<Section, readonly Block[]>;
}

/** A section goes on until a heading that is not below its own. */
function outlineOf(blocks: readonly Block[]): Outline {
  const parts = new Map<Section, Block[]>();
  let title: string | undefined;
  let open: { readonly blocks: Block[]; readonly depth: number } | undefined;
  for (const block of blocks) {
    if (block.type !== "heading") {
      open?.blocks.push(block);
      continue;
    }
    const section = sectionNamed(block);
    if (section !== undefined) {
      open = { blocks: parts.get(section) ?? [], depth: block.depth };
      parts.set(section, open.blocks);
    } else {
      title ??= parts.size === 0 ? plainTextOf(block) || undefined : undefined;
      if (open !== undefined && block.depth <= open.depth) open = undefined;
    }
  }
  return { title, parts };
}

function sectionNamed(heading: Heading): Section | undefined {
  if (heading.depth > 3) return undefined;
  const words = plainTextOf(heading).toLowerCase();
  const bare = words.replace(/^[\d.)\s]+|[*_:.\s]+$/g, "").replace(/^[*_]+/, "");
  return sections.find((section) => section.toLowerCase() === bare);
}

function flawOf(title: string | undefined, { parts }: Outline): string | undefined {
  if (parts.size === 0) {
    return `no section came; expected headings called ${sections.join(", ")}`;
  }
  if (title === undefined) {
    return "no title came; expected title: in the front matter, or a first heading";
  }
  if (title.length > runbookLimits.title) {
    return `the title has ${title.length} characters; expected at most ${runbookLimits.title}`;
  }
  return undefined;
}

function excessOf(steps: readonly Step[]): string | undefined {
  if (steps.length === 0) {
    return `no step came; expected list items under ${stepSections.join(", ")}`;
  }
  if (steps.length > runbookLimits.steps) {
    return `${steps.length} steps came; expected at most ${runbookLimits.steps} in one runbook`;
  }
  const characters = checklistLength(steps);
  if (characters <= runbookLimits.characters) return undefined;
  const most = runbookLimits.characters;
  return `as a checklist it has ${characters} characters; expected at most ${most}`;
}

function lacks({ parts }: Outline): readonly string[] {
  return sections.flatMap((section) => {
    const blocks = parts.get(section);
    if (blocks === undefined) return [`the section ${section} is missing`];
    const isFilled = section === "Symptoms" ? blocks.length > 0 : itemsOf(blocks).length > 0;
    return isFilled ? [] : [`the section ${section} has no list of steps`];
  });
}

function itemsOf(blocks: readonly Block[]): readonly Item[] {
  return blocks
    .flatMap((block) => (block.type === "list" ? block.children : []))
    .filter(({ children }) => children.length > 0);
}

function stepsOf(section: StepSection, { parts }: Outline, markdown: string): readonly Step[] {
  return itemsOf(parts.get(section) ?? []).map((item) => ({
    section,
    text: inertMarkdown(itemSource(item, markdown)),
    plain: cut(plainTextOf(item.children[0] ?? item), 80),
  }));
}

/** So many are read at a glance. */
const mostSymptoms = 8;
const longestSymptom = 300;

function symptomsOf({ parts }: Outline, markdown: string): readonly string[] {
  const blocks = parts.get("Symptoms") ?? [];
  const items = itemsOf(blocks).flatMap(({ children: [first] }) => first ?? []);
  const paragraphs = blocks.filter(({ type }) => type === "paragraph");
  return [...paragraphs, ...items]
    .filter(({ type }) => type === "paragraph")
    .slice(0, mostSymptoms)
    .map((paragraph) => {
      const source = markdown.slice(...spanOf(paragraph)).replace(/\s+/g, " ");
      const short = source.length > longestSymptom ? plainTextOf(paragraph) : source;
      return inertMarkdown(cut(short, longestSymptom));
    });
}

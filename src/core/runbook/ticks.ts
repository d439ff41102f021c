import type { StepState } from "../incident/mitigation.ts";
import { type Item, plainTextOf, spanOf } from "../thread/blocks.ts";
import { parseBlocks } from "../thread/markdown.ts";
import { mostReadingCost, readingCost } from "../thread/reading-cost.ts";

/** A box of our checklist as a comment shows it. */
export interface Box {
  /** Of the step, from one. */
  readonly step: number;
  readonly ticked: boolean;
  /** What the step says, in one line. */
  readonly plain: string;
}

/** Which boxes of the checklist in a comment are ticked; people edit it, by hand too. */
export function ticksIn(body: string): ReadonlyMap<number, boolean> {
  return new Map(boxesIn(body).map(({ step, ticked }) => [step, ticked]));
}

/** The boxes of our own steps, each step once; a task list inside a step is none of them. */
export function boxesIn(body: string): readonly Box[] {
  return placesIn(body).map(({ step, ticked, plain }) => ({ step, ticked, plain }));
}

/**
 * The comment with the boxes of these steps as they should be. Everything else in it stays, and so
 * do the boxes of steps that are not named.
 */
export function withTicks(body: string, states: ReadonlyMap<number, StepState>): string {
  let result = "";
  let from = 0;
  for (const { step, ticked, box, number } of placesIn(body)) {
    const state = states.get(step);
    if (state === undefined) continue;
    const mark =
      isTicked(state) === ticked ? body.slice(box, box + 1) : isTicked(state) ? "x" : " ";
    result += `${body.slice(from, box)}${mark}${body.slice(box + 1, number.start)}`;
    result += `**${step}.${suffixes[state]}**`;
    from = number.end;
  }
  return result + body.slice(from);
}

/** A skipped step needs nobody any more; a failed one does. */
export function isTicked(state: StepState): boolean {
  return state === "done" || state === "skipped";
}

const suffixes: Readonly<Record<StepState, string>> = {
  open: "",
  done: "",
  skipped: " skipped",
  failed: " failed",
};

/** Inside the bold number, where no step's own text can be taken for it. */
const numberForm = /^\s*\*\*([1-9]\d?)\.(?: (?:skipped|failed))?\*\*/;

interface BoxPlace extends Box {
  /** Offset of the sign between the brackets. */
  readonly box: number;
  readonly number: { readonly start: number; readonly end: number };
}

function placesIn(body: string): readonly BoxPlace[] {
  if (readingCost(body) > mostReadingCost) return [];
  const places = new Map<number, BoxPlace>();
  for (const block of parseBlocks(body).children) {
    if (block.type !== "list") continue;
    for (const item of block.children) {
      const place = placeOf(item, body);
      if (place !== undefined && !places.has(place.step)) places.set(place.step, place);
    }
  }
  return [...places.values()];
}

function placeOf(item: Item, body: string): BoxPlace | undefined {
  const [first] = item.children;
  if (first?.type !== "paragraph" || typeof item.checked !== "boolean") return undefined;
  const [start, end] = spanOf(first);
  const found = numberForm.exec(body.slice(start, end));
  const blanks = /^\s*/.exec(body.slice(start, end))?.[0].length ?? 0;
  const brackets = /\[[^\]]\]\s*$/.exec(body.slice(spanOf(item)[0], start));
  if (found === null || brackets === null) return undefined;
  return {
    step: Number(found[1]),
    ticked: item.checked,
    plain: plainTextOf(first).replace(numberForm, "").trim(),
    box: spanOf(item)[0] + brackets.index + 1,
    number: { start: start + blanks, end: start + found[0].length },
  };
}

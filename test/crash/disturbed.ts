import type { Story } from "../scenarios/story.ts";
import { finalState } from "../support/final-state.ts";
import {
  type IncidentWorld,
  openIncidentWorld,
  type WorldOptions,
} from "../support/in-memory-world.ts";
import type { HostCall, Intercept } from "../support/intercepted-host.ts";
import { brokenPromises, writesAtRest } from "../support/invariants.ts";

/** How a story ends when nothing goes wrong. */
export interface Undisturbed {
  readonly story: Story;
  readonly calls: IncidentWorld["calls"];
  readonly writes: number;
  readonly state: ReturnType<typeof finalState>;
}

export async function playUndisturbed(story: Story): Promise<Undisturbed> {
  const world = await openIncidentWorld(story.options);
  await story.play(world);
  return { story, calls: world.calls, writes: writesOf(world), state: finalState(world) };
}

export interface Disturbance
  extends Omit<WorldOptions, "intercept" | "onLookEnd" | "people" | "config"> {
  readonly intercept?: (world: IncidentWorld, ...call: Parameters<Intercept>) => Promise<unknown>;
  readonly onLookEnd?: (world: IncidentWorld) => void;
  /** An effect is refused: the end may differ, and the card says so, but the promises hold. */
  readonly mayDiffer?: boolean;
}

/** More writes than this would be noticed by people. */
const mostExtraWrites = 2;
/** The refused write itself, and the card that tells of it and later takes it back. */
const forRefusal = 3;

/** Plays the story disturbed and says what came out differently; empty when nothing did. */
export async function playDisturbed(
  { story, writes, state }: Undisturbed,
  { intercept, onLookEnd, mayDiffer = false, ...more }: Disturbance,
): Promise<readonly string[]> {
  const world: IncidentWorld = await openIncidentWorld({
    ...story.options,
    ...more,
    intercept: (call, send) => (intercept === undefined ? send() : intercept(world, call, send)),
    onLookEnd: () => onLookEnd?.(world),
  });
  try {
    await story.play(world);
  } catch (failure) {
    if (!mayDiffer || !isUnmetExpectation(failure)) return [String(failure)];
  }
  const extra = writesOf(world) - writes - (mayDiffer ? forRefusal : 0);
  return [
    ...(mayDiffer ? [] : differences(finalState(world), state)),
    ...(extra > mostExtraWrites ? [`${extra} writes more than undisturbed`] : []),
    // Who may not take a scratch branch away leaves it there.
    ...brokenPromises(world).filter((what) => !mayDiffer || !what.includes("was left behind")),
    ...(await writesAtRest(world)),
  ];
}

function isUnmetExpectation(failure: unknown): boolean {
  return failure instanceof Error && failure.name === "AssertionError";
}

function writesOf({ calls }: IncidentWorld): number {
  return calls.filter((call) => call.isWrite && isNoticed(call)).length;
}

/** Nobody sees loose objects and scratch branches, and a merge is tried anew after a crash. */
function isNoticed({ method, args }: HostCall): boolean {
  // Pages of one key are one page.
  if (method === "page") return false;
  // What is a child already stays one.
  if (method === "addSubIssue") return false;
  if (method === "createTree" || method === "createCommit" || method === "mergeInto") return false;
  return !(method.endsWith("Branch") && String(args[1]).startsWith("allclear/scratch/"));
}

export function differences(came: unknown, expected: unknown, path = ""): readonly string[] {
  if (JSON.stringify(came) === JSON.stringify(expected)) return [];
  if (!isObject(came) || !isObject(expected)) {
    const [one, other] = [JSON.stringify(came) ?? "nothing", JSON.stringify(expected) ?? "nothing"];
    const at = firstDifference(one, other);
    return [`${path}: came ${around(one, at)}, expected ${around(other, at)}`];
  }
  const keys = new Set([...Object.keys(came), ...Object.keys(expected)]);
  return [...keys].flatMap((key) => differences(came[key], expected[key], `${path}/${key}`));
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** A long text is shown where it begins to differ. */
function around(text: string, at: number): string {
  return text.length < 300 ? text : `…${text.slice(Math.max(0, at - 60), at + 160)}…`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

import { Again } from "../../src/reconcile/failure.ts";
import type { Story } from "../scenarios/story.ts";
import { finalState } from "../support/final-state.ts";
import { type IncidentWorld, openIncidentWorld } from "../support/in-memory-world.ts";
import type { Intercept } from "../support/intercepted-host.ts";
import { brokenPromises, writesAtRest } from "../support/invariants.ts";

/** What is cut off at one call of the host's port. */
export const cutKinds = [
  "before send",
  "applied but answer lost",
  "answered but not recorded",
  "recorded but job not completed",
] as const;

export interface Cut {
  /** Counts the calls of the undisturbed run from 1. */
  readonly call: number;
  readonly kind: (typeof cutKinds)[number];
  readonly database: "kept" | "dropped";
  /** What comes after: the jobs with their hints, or a resync without any. */
  readonly then: "redelivery" | "resync";
}

export interface Undisturbed {
  readonly story: Story;
  readonly calls: number;
  readonly writes: number;
  readonly state: ReturnType<typeof finalState>;
}

export async function playUndisturbed(story: Story): Promise<Undisturbed> {
  const world = await openIncidentWorld(story.options);
  await story.play(world);
  return { story, calls: world.calls.length, writes: writesOf(world), state: finalState(world) };
}

/** More writes than this would be noticed by people. */
const mostExtraWrites = 2;
const restartMs = 3_000;
const longestLagMs = 10_000;
const never = new Promise<never>(() => {});

/** Plays the story with one cut and says what came out differently; empty when nothing did. */
export async function playCut(undisturbed: Undisturbed, cut: Cut): Promise<readonly string[]> {
  const { story } = undisturbed;
  const knife = knifeFor(cut);
  let resynced = false;
  const world = await openIncidentWorld({
    ...story.options,
    intercept: (call, send) => knife.intercept(world, call, send),
    onLookEnd: () => knife.afterLook(world),
    recover: (one) => comeBack(one, cut, story),
    // A comment that the lists did not show to the first resync is seen by the next one.
    atRest: (one) => {
      if (cut.then !== "resync" || !knife.used() || resynced) return;
      resynced = true;
      one.time.advance(longestLagMs);
      one.resync();
    },
  });
  try {
    await story.play(world);
  } catch (failure) {
    return [failure instanceof Error ? failure.message : String(failure)];
  }
  const extra = writesOf(world) - undisturbed.writes;
  return [
    ...(knife.used() ? [] : ["the call that was to be cut never came"]),
    ...differences(finalState(world), undisturbed.state),
    ...(extra > mostExtraWrites ? [`${extra} writes more than undisturbed`] : []),
    ...brokenPromises(world),
    ...(await writesAtRest(world)),
  ];
}

interface Knife {
  intercept(world: IncidentWorld, ...call: Parameters<Intercept>): Promise<unknown>;
  afterLook(world: IncidentWorld): void;
  used(): boolean;
}

function knifeFor({ call: at, kind, database }: Cut): Knife {
  let used = false;
  /** Set when the process is to die at its next call or at the end of its look. */
  let armed = false;
  const kill = (world: IncidentWorld) => {
    for (const one of world.processes) one.kill();
    return never;
  };
  return {
    used: () => used,
    afterLook: (world) => {
      if (armed) void kill(world);
      armed = false;
    },
    intercept: async (world, call, send) => {
      if (armed && kind === "recorded but job not completed") {
        armed = false;
        return kill(world);
      }
      if (call.number !== at) return send();
      used = true;
      if (kind === "before send") return kill(world);
      if (kind === "applied but answer lost") {
        if (call.isWrite) await send().catch(() => {});
        // With the database goes the process, once it has dealt with the lost answer.
        armed = database === "dropped";
        throw new Again("no answer came", { lost: call.isWrite });
      }
      const answer = await send();
      if (kind === "answered but not recorded") return kill(world);
      armed = true;
      return answer;
    },
  };
}

async function comeBack(world: IncidentWorld, cut: Cut, story: Story): Promise<void> {
  const open = world.jobs.open();
  if (cut.database === "dropped") await world.memory.forgetEverything();
  world.time.advance(restartMs);
  await world.start();
  if (cut.then === "resync" && story.needsDeliveries !== true) {
    world.jobs.forget();
    world.resync();
  } else for (const address of open) world.enqueue(address);
}

export function writesOf({ calls }: IncidentWorld): number {
  return calls.filter(({ isWrite }) => isWrite).length;
}

export function differences(came: unknown, expected: unknown, path = ""): readonly string[] {
  if (JSON.stringify(came) === JSON.stringify(expected)) return [];
  if (!isObject(came) || !isObject(expected)) {
    return [`${path}: came ${JSON.stringify(came)}, expected ${JSON.stringify(expected)}`];
  }
  const keys = new Set([...Object.keys(came), ...Object.keys(expected)]);
  return [...keys].flatMap((key) => differences(came[key], expected[key], `${path}/${key}`));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

export function describeCut({ call, kind, database, then }: Cut): string {
  return `call ${call}, ${kind}, database ${database}, then ${then}`;
}

/** Every call with every kind of cut; the database kept with its jobs, or dropped with them. */
export function allCuts(calls: number): readonly Cut[] {
  return cutsOf(calls, [
    { database: "kept", then: "redelivery" },
    { database: "dropped", then: "resync" },
  ]);
}

/** The other two pairs as well: jobs lost although the database is kept, and the reverse. */
export function thoroughCuts(calls: number): readonly Cut[] {
  return cutsOf(calls, [
    { database: "kept", then: "redelivery" },
    { database: "kept", then: "resync" },
    { database: "dropped", then: "redelivery" },
    { database: "dropped", then: "resync" },
  ]);
}

function cutsOf(
  calls: number,
  pairs: readonly Pick<Cut, "database" | "then">[],
): readonly Cut[] {
  const numbers = Array.from({ length: calls }, (_, index) => index + 1);
  return numbers.flatMap((call) =>
    cutKinds.flatMap((kind) => pairs.map((pair) => ({ call, kind, ...pair }))),
  );
}

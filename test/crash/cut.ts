import { Again } from "../../src/reconcile/failure.ts";
import type { Story } from "../scenarios/story.ts";
import type { IncidentWorld } from "../support/in-memory-world.ts";
import type { Intercept } from "../support/intercepted-host.ts";
import { playDisturbed, type Undisturbed } from "./disturbed.ts";
import { longestLagMs } from "./lag.ts";

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
  readonly followedBy: "redelivery" | "resync";
}

const restartMs = 3_000;
const never = new Promise<never>(() => {});

/** Plays the story with one cut and says what came out differently; empty when nothing did. */
export async function playCut(undisturbed: Undisturbed, cut: Cut): Promise<readonly string[]> {
  const { story } = undisturbed;
  const knife = knifeFor(cut);
  let resynced = false;
  const wrong = await playDisturbed(undisturbed, {
    mayDiffer: isUnanswered(undisturbed, cut),
    intercept: (world, call, send) => knife.intercept(world, call, send),
    onLookEnd: (world) => knife.afterLook(world),
    recover: (world) => comeBack(world, cut, story),
    // A comment that the lists did not show to the first resync is seen by the next one.
    atRest: (world) => {
      if (cut.followedBy !== "resync" || !knife.used() || resynced) return;
      resynced = true;
      world.time.advance(longestLagMs);
      world.resync();
    },
  });
  return knife.used() ? wrong : ["the call that was to be cut never came", ...wrong];
}

/** Nobody waits for a pager that does not answer: it is announced that the page failed. */
function isUnanswered({ calls }: Undisturbed, { call, kind }: Cut): boolean {
  return kind === "applied but answer lost" && calls[call - 1]?.method === "page";
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
  if (cut.database === "dropped") {
    await world.memory.forgetEverything();
    world.jobs.alarms.clear();
  }
  world.time.advance(restartMs);
  await world.start();
  if (cut.followedBy === "resync" && story.needsDeliveries !== true) {
    world.jobs.forget();
    world.resync();
  } else for (const address of open) world.enqueue(address);
  // A database that was dropped makes the app look at everything when it starts.
  if (cut.database === "dropped" && cut.followedBy === "redelivery") world.resync();
}

export function describeCut({ call, kind, database, followedBy }: Cut): string {
  return `call ${call}, ${kind}, database ${database}, then ${followedBy}`;
}

/** Every call with every kind of cut; the database kept with its jobs, or dropped with them. */
export function allCuts(calls: number): readonly Cut[] {
  return cutsOf(calls, [
    { database: "kept", followedBy: "redelivery" },
    { database: "dropped", followedBy: "resync" },
  ]);
}

/** The other two pairs as well: jobs lost although the database is kept, and the reverse. */
export function thoroughCuts(calls: number): readonly Cut[] {
  return cutsOf(calls, [
    { database: "kept", followedBy: "redelivery" },
    { database: "kept", followedBy: "resync" },
    { database: "dropped", followedBy: "redelivery" },
    { database: "dropped", followedBy: "resync" },
  ]);
}

function cutsOf(
  calls: number,
  pairs: readonly Pick<Cut, "database" | "followedBy">[],
): readonly Cut[] {
  const numbers = Array.from({ length: calls }, (_, index) => index + 1);
  return numbers.flatMap((call) =>
    cutKinds.flatMap((kind) => pairs.map((pair) => ({ call, kind, ...pair }))),
  );
}

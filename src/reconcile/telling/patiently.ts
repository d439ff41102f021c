import type { Owed } from "../../core/card/record.ts";
import { destinationText } from "../../core/incident/destinations.ts";
import type { Instant } from "../../core/incident/stamp.ts";
import { keyOf } from "../address.ts";
import type { Applying } from "../apply.ts";
import { Again, Away, Stop } from "../failure.ts";

const leastMs = 10_000;
const mostMs = 15 * 60_000;
/** What nobody could be told for so long is given up, and the card says so. */
const givenUpMs = 25 * 60 * 60_000;

type OutsideEffect = Extract<Owed, { kind: "tell" | "room" | "page-state" }>;

type Waiting = { readonly owedAt?: Instant | undefined };

/** Whether it has been tried for so long that it is not tried again. */
export function isGivenUp(owed: Waiting, { world }: Pick<Applying, "world">): boolean {
  return waitedFor(owed, world) > givenUpMs;
}

function waitedFor({ owedAt }: Waiting, { clock }: Applying["world"]): number {
  return clock.now().getTime() - Date.parse(owedAt ?? "");
}

/**
 * Carries out what reaches outside GitHub. While that is away it is tried again, less and less
 * often, one thing after the other; after a day it is given up aloud.
 */
export async function patiently<T>(
  effect: OutsideEffect,
  applying: Pick<Applying, "world" | "observation">,
  carryOut: () => Promise<T>,
): Promise<T> {
  const what = nameOf(effect);
  await waitForReturn(what, applying);
  try {
    return await carryOut();
  } catch (failure) {
    if (!(failure instanceof Again)) throw failure;
    if (isGivenUp(effect, applying)) {
      const why = `given up after a day: ${failure.message}`;
      throw new Stop("refused", why, { cause: failure });
    }
    const afterMs = Math.max(failure.afterMs ?? 0, waitAfter(effect, applying.world));
    await leaveAlone(what, afterMs, applying);
    throw new Away(failure.message, { afterMs, lost: failure.lost, cause: failure });
  }
}

/** One that is away is asked once, however much waits for it, and what came first goes first. */
export async function waitForReturn(
  what: string,
  { world, observation }: Pick<Applying, "world" | "observation">,
): Promise<void> {
  const until = await world.memory.cursor(cursorOf(what, observation));
  const leftMs =
    typeof until === "string" ? Date.parse(until) - world.clock.now().getTime() : Number.NaN;
  if (leftMs > 0) throw new Away(`${what} was away just now`, { afterMs: leftMs });
}

/** Nobody asks it again before so long. */
export async function leaveAlone(
  what: string,
  afterMs: number,
  { world, observation }: Pick<Applying, "world" | "observation">,
): Promise<void> {
  const until = new Date(world.clock.now().getTime() + afterMs).toISOString();
  await world.memory.saveCursor(cursorOf(what, observation), until);
}

function cursorOf(what: string, { address }: Applying["observation"]): string {
  return `outside:${keyOf(address)}:${what}`;
}

/** The longer it has been away, the less often it is asked. */
export function waitAfter(owed: Waiting, world: Applying["world"]): number {
  const wantedMs = waitedFor(owed, world) / 4;
  return Number.isNaN(wantedMs) ? leastMs : Math.min(Math.max(wantedMs, leastMs), mostMs);
}

/** What it is that may be away. */
function nameOf(effect: OutsideEffect): string {
  switch (effect.kind) {
    case "tell":
      return destinationText(effect.destination);
    case "room":
      return "chat";
    case "page-state":
      return `pager ${effect.key.split("/").at(-1)}`;
    default:
      return effect satisfies never;
  }
}

import type { Owed } from "../../core/card/record.ts";
import { destinationText } from "../../core/incident/destinations.ts";
import type { Instant } from "../../core/incident/stamp.ts";
import { keyOf } from "../address.ts";
import type { Applying } from "../apply.ts";
import { recentlyTried, rememberTry } from "../attempts.ts";
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
 * often; after a day it is given up aloud.
 */
export async function patiently<T>(
  effect: OutsideEffect,
  { world, observation }: Pick<Applying, "world" | "observation">,
  carryOut: () => Promise<T>,
): Promise<T> {
  const waitMs = waitAfter(effect, world);
  const [key, what] = [keyOf(observation.address), `outside ${placeOf(effect)}`];
  const ageMs = await recentlyTried(key, what, world);
  // One that is away is asked once, however much waits for it.
  if (ageMs !== undefined && ageMs < waitMs) {
    throw new Away(`${placeOf(effect)} was away just now`, { afterMs: waitMs - ageMs });
  }
  try {
    return await carryOut();
  } catch (failure) {
    if (!(failure instanceof Again)) throw failure;
    if (isGivenUp(effect, { world })) {
      const why = `given up after a day: ${failure.message}`;
      throw new Stop("refused", why, { cause: failure });
    }
    await rememberTry(key, what, world);
    const afterMs = Math.max(failure.afterMs ?? 0, waitMs);
    throw new Away(failure.message, { afterMs, lost: failure.lost, cause: failure });
  }
}

/** The longer it has been away, the less often it is asked. */
export function waitAfter(owed: Waiting, world: Applying["world"]): number {
  const wantedMs = waitedFor(owed, world) / 4;
  return Number.isNaN(wantedMs) ? leastMs : Math.min(Math.max(wantedMs, leastMs), mostMs);
}

/** What it is that may be away. */
function placeOf(effect: OutsideEffect): string {
  switch (effect.kind) {
    case "tell":
      return destinationText(effect.destination);
    case "room":
      return "chat";
    case "page-state":
      return "pager";
    default:
      return effect satisfies never;
  }
}

import type { Owed } from "../../core/card/record.ts";
import type { Applying } from "../apply.ts";
import { Again, Stop } from "../failure.ts";

const leastMs = 10_000;
const mostMs = 15 * 60_000;
/** What nobody could be told for so long is given up, and the card says so. */
const givenUpMs = 25 * 60 * 60_000;

/**
 * Carries out what reaches outside GitHub. While that is away it is tried again, less and less
 * often; after a day it is given up aloud.
 */
export async function patiently<T>(
  { owedAt }: Pick<Owed, "owedAt">,
  { world }: Pick<Applying, "world">,
  carryOut: () => Promise<T>,
): Promise<T> {
  try {
    return await carryOut();
  } catch (failure) {
    if (!(failure instanceof Again)) throw failure;
    const now = world.clock.now().getTime();
    const waitedMs = now - Date.parse(owedAt ?? "");
    if (waitedMs > givenUpMs) {
      const why = `given up after a day: ${failure.message}`;
      throw new Stop("refused", why, { cause: failure });
    }
    const wantedMs = Number.isNaN(waitedMs) ? leastMs : waitedMs / 4;
    const afterMs = Math.max(failure.afterMs ?? 0, Math.min(Math.max(wantedMs, leastMs), mostMs));
    throw new Again(failure.message, { afterMs, lost: failure.lost, cause: failure });
  }
}

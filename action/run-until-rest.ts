import { Again } from "../src/reconcile/failure.ts";
import type { Clock } from "../src/reconcile/ports.ts";
import { Failed } from "./running.ts";
import type { Say } from "./say.ts";

/** A run that waits longer than this leaves the rest to the next one. */
const patienceMs = 4 * 60_000;

/** A look that asks for one more look again and again gets nowhere. */
const mostTries = 40;

/** Whoever waits says so. */
export interface Patient {
  readonly world: { readonly clock: Clock };
  readonly say: Pick<Say, "info">;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Where a failure names no time of its own. */
const backoffMs = [1_000, 2_000, 5_000, 15_000, 30_000];

/** Does something that is safe to repeat until it needs no further try. */
export async function runUntilRest<T>(
  attempt: () => Promise<T>,
  { world: { clock }, say, sleep }: Patient,
): Promise<T> {
  const end = clock.now().getTime() + patienceMs;
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (failure) {
      if (!(failure instanceof Again)) throw failure;
      const waitMs = failure.afterMs ?? backoffMs[Math.min(tries, backoffMs.length - 1)] ?? 1_000;
      if (clock.now().getTime() + waitMs > end || tries + 1 >= mostTries) {
        throw new Failed(
          `not finished after ${tries + 1} tries: ${failure.message}. Nothing is lost: the next ` +
            "run goes on from here",
          { cause: failure },
        );
      }
      say.info(`Waiting ${Math.ceil(waitMs / 1000)} s: ${failure.message}`);
      await sleep(waitMs);
    }
  }
}

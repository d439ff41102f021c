import type { LookHandler, LookOutcome, QueueJob } from "../../reconcile/queue-port.ts";

const waitSeconds = [1, 2, 5, 15, 60];

/** Runs handlers; one that throws comes again, later after each failure in a row. */
export class Attempts<Address> {
  readonly #onError: (error: unknown) => void;
  readonly #failures = new Map<string, number>();

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  async run(
    job: QueueJob<Address>,
    handler: LookHandler<Address>,
    signal: AbortSignal,
  ): Promise<LookOutcome> {
    try {
      const outcome = await handler(job, signal);
      if (outcome.kind === "done") this.#failures.delete(job.key);
      return outcome;
    } catch (error) {
      if (!signal.aborted) this.#onError(error);
      const failures = (this.#failures.get(job.key) ?? 0) + 1;
      this.#failures.set(job.key, failures);
      return { kind: "again", afterMs: retryAfterMs(failures) };
    }
  }
}

/** How long after its n-th failure in a row (from 1) a look comes again. */
function retryAfterMs(failures: number): number {
  return (waitSeconds[Math.min(failures, waitSeconds.length) - 1] ?? 1) * 1000;
}

import type { LookHandler, LookOutcome, QueueJob } from "../../src/reconcile/queue-port.ts";

/** One look handed out by the queue under test, held open until the test ends it. */
export interface HeldLook<Address> {
  readonly job: QueueJob<Address>;
  readonly signal: AbortSignal;
  readonly startedAt: number;
  end(outcome?: LookOutcome): void;
  fail(error: Error): void;
}

/** Takes looks from a queue and hands them to a test one by one. */
export class Looks<Address> {
  readonly all: HeldLook<Address>[] = [];
  readonly #prefix: string;
  readonly #waiters = new Map<string, ((look: HeldLook<Address>) => void)[]>();
  readonly #untaken: HeldLook<Address>[] = [];

  /** Keys with another prefix are left over from elsewhere and end at once. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  readonly handler: LookHandler<Address> = (job, signal) => {
    if (!job.key.startsWith(this.#prefix)) return Promise.resolve({ kind: "done" });
    const { promise, resolve, reject } = Promise.withResolvers<LookOutcome>();
    signal.addEventListener("abort", () => reject(signal.reason));
    const end = (outcome: LookOutcome = { kind: "done" }) => resolve(outcome);
    this.#offer({ job, signal, startedAt: Date.now(), end, fail: reject });
    return promise;
  };

  /** The next look of that key that no call has returned yet. */
  next(key: string): Promise<HeldLook<Address>> {
    const index = this.#untaken.findIndex((look) => look.job.key === key);
    const [look] = index < 0 ? [] : this.#untaken.splice(index, 1);
    if (look !== undefined) return Promise.resolve(look);
    return new Promise((resolve) => {
      this.#waiters.set(key, [...(this.#waiters.get(key) ?? []), resolve]);
    });
  }

  count(key: string): number {
    return this.all.filter((look) => look.job.key === key).length;
  }

  #offer(look: HeldLook<Address>): void {
    this.all.push(look);
    const [waiter, ...others] = this.#waiters.get(look.job.key) ?? [];
    this.#waiters.set(look.job.key, others);
    if (waiter === undefined) this.#untaken.push(look);
    else waiter(look);
  }
}

import type {
  EnqueueOptions,
  LookHandler,
  LookQueue,
  MergeAddresses,
  QueueDepth,
  QueueJob,
} from "../../reconcile/queue-port.ts";
import { addressToText, checkKey } from "./address-text.ts";
import { Attempts } from "./attempts.ts";

export interface InMemoryQueueOptions<Address> {
  readonly merge: MergeAddresses<Address>;
  readonly now: () => Date;
  /** Runs `task` once after that time; with virtual time, when the test says so. */
  readonly schedule: (task: () => void, afterMs: number) => void;
  readonly onError: (error: unknown) => void;
  /** How long a look may take before it is aborted and comes again. */
  readonly expireMs?: number;
}

/** A queue that ends with its process: for the Action, the demo and tests with virtual time. */
export function createInMemoryQueue<Address>(
  options: InMemoryQueueOptions<Address>,
): LookQueue<Address> {
  return new InMemoryQueue(options);
}

interface Waiting {
  readonly priority: number;
  readonly order: number;
}

interface Running {
  readonly abort: AbortController;
  readonly address: string;
}

interface Timed {
  readonly kind: "alarm" | "look";
  readonly key: string;
  readonly address: string;
  readonly priority: number;
}

class InMemoryQueue<Address> implements LookQueue<Address> {
  readonly #options: InMemoryQueueOptions<Address>;
  readonly #waiting = new Map<string, Waiting>();
  readonly #running = new Map<string, Running>();
  /** What the next look of a key must have seen, as text, so that nobody shares an object. */
  readonly #owed = new Map<string, string>();
  /** By slot: one alarm and one retry per key, one look per key and instant of `notBefore`. */
  readonly #timed = new Map<string, Timed>();
  readonly #attempts: Attempts<Address>;
  #order = 0;
  #concurrency = 0;
  #handler: LookHandler<Address> | undefined;
  #whenIdle: (() => void) | undefined;

  constructor(options: InMemoryQueueOptions<Address>) {
    this.#options = options;
    this.#attempts = new Attempts(options.onError);
  }

  async enqueue(key: string, address: Address, options: EnqueueOptions = {}): Promise<void> {
    const { notBefore, priority = 0 } = options;
    checkKey(key);
    const text = addressToText(key, address);
    const waitMs = (notBefore?.getTime() ?? 0) - this.#options.now().getTime();
    if (waitMs <= 0) return this.#wake(key, text, priority);
    const slot = `at ${notBefore?.getTime()} ${key}`;
    const known = this.#timed.get(slot);
    const merged = known === undefined ? text : this.#merge(known.address, text);
    this.#setTimed(slot, { kind: "look", key, address: merged, priority }, waitMs);
  }

  async setAlarm(key: string, address: Address, at: Date): Promise<void> {
    checkKey(key);
    const alarm: Timed = { kind: "alarm", key, address: addressToText(key, address), priority: 0 };
    this.#setTimed(`alarm ${key}`, alarm, at.getTime() - this.#options.now().getTime());
  }

  async clearAlarm(key: string): Promise<void> {
    this.#timed.delete(`alarm ${key}`);
  }

  async work(
    handler: LookHandler<Address>,
    options: { readonly concurrency: number },
  ): Promise<void> {
    this.#handler = handler;
    this.#concurrency = options.concurrency;
    this.#startLooks();
  }

  async stop(withinMs: number): Promise<void> {
    this.#handler = undefined;
    if (this.#running.size > 0) await this.#idleWithin(withinMs);
    for (const key of [...this.#running.keys()]) this.#abandon(key, "the queue stops");
  }

  async depth(): Promise<QueueDepth> {
    const alarms = [...this.#timed.values()].filter((timed) => timed.kind === "alarm").length;
    const waiting = this.#waiting.size + this.#timed.size - alarms;
    return { waiting, running: this.#running.size, alarms };
  }

  #idleWithin(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#whenIdle = resolve;
      this.#options.schedule(resolve, withinMs);
    });
  }

  #setTimed(slot: string, timed: Timed, afterMs: number): void {
    this.#timed.set(slot, timed);
    const fire = () => {
      // Replaced or cleared since.
      if (this.#timed.get(slot) !== timed) return;
      this.#timed.delete(slot);
      this.#wake(timed.key, timed.address, timed.priority);
    };
    this.#options.schedule(fire, Math.max(0, afterMs));
  }

  #wake(key: string, address: string, priority: number): void {
    this.#owe(key, address);
    const waiting = this.#waiting.get(key);
    this.#waiting.set(key, {
      priority: Math.max(priority, waiting?.priority ?? priority),
      order: waiting?.order ?? ++this.#order,
    });
    this.#startLooks();
  }

  #owe(key: string, address: string): void {
    const owed = this.#owed.get(key);
    this.#owed.set(key, owed === undefined ? address : this.#merge(owed, address));
  }

  #merge(older: string, newer: string): string {
    return JSON.stringify(this.#options.merge(JSON.parse(older), JSON.parse(newer)));
  }

  #startLooks(): void {
    while (this.#handler !== undefined && this.#running.size < this.#concurrency) {
      const key = this.#nextKey();
      if (key === undefined) return;
      void this.#look(key, this.#handler);
    }
  }

  #nextKey(): string | undefined {
    const free = [...this.#waiting].filter(([key]) => !this.#running.has(key));
    free.sort(([, a], [, b]) => b.priority - a.priority || a.order - b.order);
    return free[0]?.[0];
  }

  async #look(key: string, handler: LookHandler<Address>): Promise<void> {
    const address = this.#owed.get(key) ?? "null";
    const running = { abort: new AbortController(), address };
    this.#waiting.delete(key);
    this.#owed.delete(key);
    this.#running.set(key, running);
    this.#expireLater(key, running);
    const job: QueueJob<Address> = { key, address: JSON.parse(address) };
    const outcome = await this.#attempts.run(job, handler, running.abort.signal);
    if (this.#running.get(key) !== running) return;
    this.#running.delete(key);
    if (outcome.kind === "again") this.#comeAgain(key, address, outcome.afterMs);
    this.#afterLook();
  }

  #comeAgain(key: string, address: string, afterMs: number): void {
    // Owed at once, so that a look which comes earlier for another reason sees it too.
    const newer = this.#owed.get(key);
    this.#owed.set(key, newer === undefined ? address : this.#merge(address, newer));
    this.#setTimed(`again ${key}`, { kind: "look", key, address, priority: 0 }, afterMs);
  }

  #expireLater(key: string, running: Running): void {
    if (this.#options.expireMs === undefined) return;
    this.#options.schedule(() => {
      if (this.#running.get(key) === running) this.#abandon(key, "the look took too long");
    }, this.#options.expireMs);
  }

  #abandon(key: string, reason: string): void {
    const running = this.#running.get(key);
    if (running === undefined) return;
    this.#running.delete(key);
    running.abort.abort(new Error(`The look at ${key} was aborted: ${reason}`));
    this.#wake(key, running.address, 0);
    this.#afterLook();
  }

  #afterLook(): void {
    this.#startLooks();
    if (this.#running.size === 0) this.#whenIdle?.();
  }
}

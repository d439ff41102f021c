/**
 * The queue of looks. It does not know what an incident is: keys are opaque strings, addresses
 * opaque JSON, and the only thing it ever says is "look at this key again".
 */

/** What a job carries: which key, and what the look must have seen. Never a payload. */
export interface QueueJob<Address> {
  readonly key: string;
  readonly address: Address;
}

/** Whether the look has to come again. A handler that throws comes again after a backoff. */
export type LookOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "again"; readonly afterMs: number };

export type LookHandler<Address> = (
  job: QueueJob<Address>,
  signal: AbortSignal,
) => Promise<LookOutcome>;

/**
 * Makes one address of two, older first. A job's address is merged from everything that was
 * enqueued for its key, some of it possibly twice, so merging must be idempotent.
 */
export type MergeAddresses<Address> = (older: Address, newer: Address) => Address;

export interface EnqueueOptions {
  /** No look is started for this call before then; looks asked for by others are not held back. */
  readonly notBefore?: Date;
  /** Higher goes first; 0 unless given. */
  readonly priority?: number;
}

export interface QueueDepth {
  /** Looks that wait for a free worker or for their time. */
  readonly waiting: number;
  readonly running: number;
  readonly alarms: number;
}

export interface LookQueue<Address> {
  /**
   * Durable when it resolves. Waiting looks of one key are one look, whose address is merged from
   * all of theirs; an enqueue while a look of the key runs leaves exactly one more to come.
   */
  enqueue(key: string, address: Address, options?: EnqueueOptions): Promise<void>;
  /** One alarm per key: a later call replaces the earlier one; it never shadows a look. */
  setAlarm(key: string, address: Address, at: Date): Promise<void>;
  clearAlarm(key: string): Promise<void>;
  /**
   * Starts handing out looks, at most one per key and `concurrency` at once; called once. The
   * signal fires when the look is no longer ours (lost heartbeat, expiry, stop): another one may
   * have begun, so a handler checks it before each effect. An aborted look comes again.
   */
  work(handler: LookHandler<Address>, options: { readonly concurrency: number }): Promise<void>;
  /** Takes no more looks, waits up to `withinMs` for the running ones, aborts the rest, closes. */
  stop(withinMs: number): Promise<void>;
  depth(): Promise<QueueDepth>;
}

import type { IncidentEvent } from "../core/incident/events.ts";

/** An effect or a read did not work now but may later: the look comes again. */
export class Again extends Error {
  override readonly name: string = "Again";
  /** Milliseconds to wait; absent means the loop's own backoff. */
  readonly afterMs: number | undefined;
  /** True when a write may have been applied although no answer came. */
  readonly lost: boolean;

  constructor(
    message: string,
    options: { afterMs?: number; lost?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.afterMs = options.afterMs;
    this.lost = options.lost ?? false;
  }
}

/** Something may be there already and only be late: the rest of the look goes on. */
export class TooEarly extends Again {}

/** What lies outside GitHub is away: nothing of the thread waits for it. */
export class Away extends Again {}

export type StopReason =
  /** The issue, repository or installation is gone or invisible to us. */
  | "gone"
  /** A permission is missing, or the thread is locked. */
  | "forbidden"
  /** GitHub refused the content. */
  | "refused"
  /** The host does not have this feature. */
  | "unsupported";

/** Trying again would not help. */
export class Stop extends Error {
  override readonly name = "Stop";
  readonly reason: StopReason;

  constructor(reason: StopReason, message: string, options: { cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.reason = reason;
  }
}

/** Some of an effect was done, and must be known; the rest failed. */
export class PartlyDone extends Error {
  override readonly name = "PartlyDone";
  readonly failure: Again | Stop;
  readonly events: readonly IncidentEvent[];

  constructor(failure: Again | Stop, events: readonly IncidentEvent[]) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.events = events;
  }
}

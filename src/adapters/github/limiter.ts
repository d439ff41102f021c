import { Again } from "../../reconcile/failure.ts";
import type { Clock } from "../../reconcile/ports.ts";
import { type Lane, openLane } from "./lane.ts";

/** A read, a quiet write (edit, label, reaction), or a write that notifies people. */
export type Pace = "read" | "edit" | "notify";

/** Where the not-before time of an installation survives restarts and is shared by replicas. */
export interface LimitStore {
  notBefore(installation: number): Promise<Date | undefined>;
  limit(installation: number, until: Date): Promise<void>;
}

export interface LimiterOptions {
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<void>;
  /** Without it the not-before time lives in memory only. */
  readonly store?: LimitStore;
  /** Least time between two writes that notify; GitHub asks for a second. */
  readonly notifyGapMs?: number;
  /** Least time between any two writes. */
  readonly editGapMs?: number;
  readonly concurrentReads?: number;
  /** Writes that notify, per installation; GitHub refuses more than 80 and 500. */
  readonly notifyPerMinute?: number;
  readonly notifyPerHour?: number;
  /** A look does not wait longer than this: it comes again. */
  readonly patienceMs?: number;
}

export interface Limiter {
  /** Sends when it is the caller's turn, or throws `Again` when that would take too long. */
  run<T>(turn: { installation: number; pace: Pace }, send: () => Promise<T>): Promise<T>;
  /** Nothing is sent to the installation before then. */
  limit(installation: number, until: Date): Promise<void>;
}

const defaults = {
  notifyGapMs: 1000,
  editGapMs: 250,
  concurrentReads: 8,
  notifyPerMinute: 80,
  notifyPerHour: 500,
  patienceMs: 5000,
};

const hour = 3_600_000;

/** Paces the calls of one process: per installation serial writes and a few reads at a time. */
export function githubLimiter(options: LimiterOptions): Limiter {
  const settings = { ...defaults, ...options };
  const lanes = new Map<number, Lane>();
  const notBefore = notBeforeTimes(options);

  function laneOf(installation: number): Lane {
    const lane = lanes.get(installation) ?? openLane(settings);
    lanes.set(installation, lane);
    return lane;
  }

  async function standBack(installation: number): Promise<void> {
    const until = await notBefore.of(installation);
    // GitHub never asks for more than an hour; more means that our clock was set back.
    const wait = Math.min(until - options.clock.now().getTime(), hour);
    if (wait > settings.patienceMs) {
      throw new Again("GitHub asked this installation to wait", { afterMs: wait });
    }
    if (wait > 0) await options.sleep(wait);
  }

  return {
    async run({ installation, pace }, send) {
      await standBack(installation);
      // Asked once more when the turn has come: a limit may have been met while waiting for it.
      const guarded = async () => {
        await standBack(installation);
        return await send();
      };
      const lane = laneOf(installation);
      return pace === "read" ? await lane.read(guarded) : await lane.write(pace, guarded);
    },
    limit: notBefore.limit,
  };
}

// The store is asked at most once a second; a limit met by ourselves counts at once.
function notBeforeTimes({ clock, store }: LimiterOptions) {
  const known = new Map<number, { until: number; askedAt: number }>();
  const untilOf = (installation: number) => known.get(installation)?.until ?? 0;
  return {
    async of(installation: number): Promise<number> {
      const now = clock.now().getTime();
      const askedAt = known.get(installation)?.askedAt ?? Number.NEGATIVE_INFINITY;
      if (store === undefined || Math.abs(now - askedAt) < 1000) return untilOf(installation);
      const stored = (await store.notBefore(installation))?.getTime() ?? 0;
      const until = Math.max(stored, untilOf(installation));
      known.set(installation, { until, askedAt: now });
      return until;
    },
    async limit(installation: number, until: Date): Promise<void> {
      const latest = Math.max(until.getTime(), untilOf(installation));
      const askedAt = known.get(installation)?.askedAt ?? Number.NEGATIVE_INFINITY;
      known.set(installation, { until: latest, askedAt });
      await store?.limit(installation, new Date(latest));
    },
  };
}

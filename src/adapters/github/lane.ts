import { Again } from "../../reconcile/failure.ts";
import type { Clock } from "../../reconcile/ports.ts";

export interface LaneSettings {
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<void>;
  readonly notifyGapMs: number;
  readonly editGapMs: number;
  readonly concurrentReads: number;
  readonly notifyPerMinute: number;
  readonly notifyPerHour: number;
  readonly patienceMs: number;
}

/** The calls of one installation: writes one after another, a few reads at a time. */
export interface Lane {
  read<T>(send: () => Promise<T>): Promise<T>;
  write<T>(pace: "edit" | "notify", send: () => Promise<T>): Promise<T>;
}

const minute = 60_000;
const hour = 3_600_000;

/** Opens the lane of one installation; its memory is the process's own. */
export function openLane(settings: LaneSettings): Lane {
  const slots = readSlots(settings.concurrentReads);
  const written = writeTimes(settings);
  let tail: Promise<unknown> = Promise.resolve();

  async function takeTurn<T>(
    pace: "edit" | "notify",
    giveUpAt: number,
    send: () => Promise<T>,
  ): Promise<T> {
    const now = settings.clock.now().getTime();
    const start = written.earliest(pace, now);
    if (start > now && start > giveUpAt) {
      throw new Again("too many writes wait for this installation", { afterMs: start - now });
    }
    if (start > now) await settings.sleep(start - now);
    written.note(pace, settings.clock.now().getTime());
    return await send();
  }

  return {
    async read(send) {
      await slots.take();
      try {
        return await send();
      } finally {
        slots.giveBack();
      }
    },
    write(pace, send) {
      const giveUpAt = settings.clock.now().getTime() + settings.patienceMs;
      const turn = tail.then(() => takeTurn(pace, giveUpAt, send));
      tail = turn.catch(() => undefined);
      return turn;
    },
  };
}

function writeTimes(settings: LaneSettings) {
  let last = Number.NEGATIVE_INFINITY;
  let notified: number[] = [];
  return {
    earliest(pace: "edit" | "notify", now: number): number {
      // A clock set back must not make us wait for the old time.
      last = Math.min(last, now);
      const afterAny = Math.max(now, last + settings.editGapMs);
      if (pace === "edit") return afterAny;
      notified = notified.filter((at) => at > now - hour).map((at) => Math.min(at, now));
      const afterNotice = (notified.at(-1) ?? Number.NEGATIVE_INFINITY) + settings.notifyGapMs;
      return Math.max(
        afterAny,
        afterNotice,
        freeAfter(notified, settings.notifyPerMinute) + minute,
        freeAfter(notified, settings.notifyPerHour) + hour,
      );
    },
    note(pace: "edit" | "notify", at: number): void {
      last = at;
      if (pace === "notify") notified.push(at);
    },
  };
}

// With `budget` writes in a span, the next may come one span after the `budget`-th last.
function freeAfter(times: readonly number[], budget: number): number {
  return times[times.length - budget] ?? Number.NEGATIVE_INFINITY;
}

function readSlots(count: number) {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async take(): Promise<void> {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    giveBack(): void {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}

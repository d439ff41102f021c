/** A clock that only moves when told to, and the tasks that wait for it. */
export interface VirtualTime {
  now(): Date;
  schedule(task: () => void, afterMs: number): void;
  advance(ms: number): void;
  /** Moves to the next waiting task and runs it; false when none waits. */
  runNext(): boolean;
  /** The same, unless none waits that is due before then (in ms). */
  runNextBefore(end: number): boolean;
  /** Runs whatever is due by now, in order. */
  runDue(): void;
}

export function createVirtualTime(start: number): VirtualTime {
  let now = start;
  let order = 0;
  let waiting: { at: number; order: number; task: () => void }[] = [];

  function take(until: number): (() => void) | undefined {
    waiting.sort((a, b) => a.at - b.at || a.order - b.order);
    const [first] = waiting;
    if (first === undefined || first.at > until) return undefined;
    waiting = waiting.slice(1);
    now = Math.max(now, first.at);
    return first.task;
  }

  return {
    now: () => new Date(now),
    schedule: (task, afterMs) => {
      waiting.push({ at: now + Math.max(0, afterMs), order: order++, task });
    },
    advance: (ms) => {
      now += ms;
    },
    runNext: () => {
      const task = take(Number.POSITIVE_INFINITY);
      task?.();
      return task !== undefined;
    },
    runNextBefore: (end) => {
      const task = take(end);
      task?.();
      return task !== undefined;
    },
    runDue: () => {
      for (let task = take(now); task !== undefined; task = take(now)) task();
    },
  };
}

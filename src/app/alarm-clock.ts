import type { Instant } from "../core/incident/stamp.ts";
import { type Address, keyOf } from "../reconcile/address.ts";
import type { LookQueue } from "../reconcile/queue-port.ts";

/** Wakes incidents when something falls due there. */
export interface AlarmClock {
  set(address: Address, wakeAt: Instant | undefined): Promise<void>;
}

/**
 * An alarm only asks for a look: the incident itself says what is due, and each look sets the next
 * one, since another process may have replaced or used up the last. One that a process left behind
 * costs a look and does no harm.
 */
export function alarmClock(queue: Pick<LookQueue<Address>, "setAlarm" | "clearAlarm">): AlarmClock {
  const known = new Set<string>();
  return {
    async set({ seen: _seen, ...place }, wakeAt) {
      const address = { ...place, seen: {} };
      const key = keyOf(address);
      if (wakeAt === undefined) {
        if (!known.has(key)) return;
        await queue.clearAlarm(key);
        known.delete(key);
        return;
      }
      await queue.setAlarm(key, address, new Date(wakeAt));
      known.add(key);
    },
  };
}

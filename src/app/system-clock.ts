import type { Clock } from "../reconcile/ports.ts";

/** The time of this machine. */
export const systemClock: Clock = { now: () => new Date() };

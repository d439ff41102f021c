import type { QueueOptions } from "pg-boss";

export const bossSchema = "allclear_queue";
export const looksQueue = "look";
/** Looks not before a time, retries, and what was left behind by a killed process. */
export const laterQueue = "look-later";
export const alarmsQueue = "alarm";
export const pollSeconds = 1;
export const defaultExpireMs = 300_000;

export const bossSettings = {
  schema: bossSchema,
  useListenNotify: true,
  schedule: false,
  // Looks of killed processes are found by these passes; the defaults are a minute each.
  superviseIntervalSeconds: 1,
  monitorIntervalSeconds: 1,
  maintenanceIntervalSeconds: 60,
} as const;

const keeping = { heartbeatSeconds: 10, deleteAfterSeconds: 300 };

/**
 * A job that only wakes a look may be forwarded twice, so it is retried for as long as it takes.
 */
export const forwardedSettings: QueueOptions = {
  ...keeping,
  retryLimit: 1_000_000,
  retryDelay: 1,
  expireInSeconds: 60,
};

/**
 * Looks are never retried in place: a job in state `retry` beside a `created` one would let two
 * looks of one key start at once. What fails or is left behind goes to `laterQueue`, to be sent
 * anew.
 */
export const looksSettings = {
  ...keeping,
  policy: "short",
  retryLimit: 0,
  deadLetter: laterQueue,
  notify: true,
};

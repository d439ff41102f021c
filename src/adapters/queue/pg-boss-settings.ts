import type { QueueOptions } from "pg-boss";

export const schema = "allclear_queue";
export const looks = "look";
/** Looks not before a time, retries, and what was left behind by a killed process. */
export const later = "look-later";
export const alarms = "alarm";
export const pollSeconds = 1;
export const defaultExpireMs = 300_000;

export const settings = {
  schema: schema,
  useListenNotify: true,
  schedule: false,
  // Looks of killed processes are found by these passes; the defaults are a minute each.
  superviseIntervalSeconds: 1,
  monitorIntervalSeconds: 1,
  maintenanceIntervalSeconds: 60,
} as const;

const keep = { heartbeatSeconds: 10, deleteAfterSeconds: 300 };

/**
 * A job that only wakes a look may be forwarded twice, so it is retried for as long as it takes.
 */
export const forwarded: QueueOptions = {
  ...keep,
  retryLimit: 1_000_000,
  retryDelay: 1,
  expireInSeconds: 60,
};

/**
 * Looks are never retried in place: a job in state `retry` beside a `created` one would let two
 * looks of one key start at once. What fails or is left behind goes to later and is sent anew.
 */
export const lookQueue = {
  ...keep,
  policy: "short",
  retryLimit: 0,
  deadLetter: later,
  notify: true,
};

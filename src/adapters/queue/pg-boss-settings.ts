import type { QueueOptions } from "pg-boss";

export const SCHEMA = "allclear_queue";
export const LOOKS = "look";
/** Looks not before a time, retries, and what was left behind by a killed process. */
export const LATER = "look-later";
export const ALARMS = "alarm";
export const POLL_SECONDS = 1;
export const DEFAULT_EXPIRE_MS = 300_000;

export const SETTINGS = {
  schema: SCHEMA,
  useListenNotify: true,
  schedule: false,
  // Looks of killed processes are found by these passes; the defaults are a minute each.
  superviseIntervalSeconds: 1,
  monitorIntervalSeconds: 1,
  maintenanceIntervalSeconds: 60,
} as const;

const KEEP = { heartbeatSeconds: 10, deleteAfterSeconds: 300 };

/**
 * A job that only wakes a look may be forwarded twice, so it is retried for as long as it takes.
 */
export const FORWARDED: QueueOptions = {
  ...KEEP,
  retryLimit: 1_000_000,
  retryDelay: 1,
  expireInSeconds: 60,
};

/**
 * Looks are never retried in place: a job in state `retry` beside a `created` one would let two
 * looks of one key start at once. What fails or is left behind goes to LATER and is sent anew.
 */
export const LOOK_QUEUE = {
  ...KEEP,
  policy: "short",
  retryLimit: 0,
  deadLetter: LATER,
  notify: true,
};

import type { Instant } from "./stamp.ts";

export type ClockCommand =
  | SnoozeReminders
  | UnsnoozeReminders
  | AskForReminder
  | SetWatch
  | PageResponders;

/** Reminders are silent until then; pages are not. */
export interface SnoozeReminders {
  readonly kind: "SnoozeReminders";
  readonly until: Instant;
}
export interface UnsnoozeReminders {
  readonly kind: "UnsnoozeReminders";
}
export interface AskForReminder {
  readonly kind: "AskForReminder";
  readonly at: Instant;
  readonly text?: string;
}
/** How long it is watched whether the mitigation holds. */
export interface SetWatch {
  readonly kind: "SetWatch";
  readonly until: Instant;
}
/** With a login that person, else a policy from its first level on. */
export interface PageResponders {
  readonly kind: "PageResponders";
  readonly login?: string;
  /** As written; without one the policy of the service or the severity is meant. */
  readonly policy?: string;
  readonly reason?: string;
}

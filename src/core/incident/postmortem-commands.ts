import type { ActionItemType } from "./incident.ts";
import type { Review, TrackedIssue } from "./postmortem.ts";
import type { Reminder } from "./reminder.ts";
import type { Instant } from "./stamp.ts";

export type PostmortemCommand =
  | OpenPostmortem
  | WaivePostmortem
  | SchedulePostmortem
  | OwnPostmortem
  | CompletePostmortem
  | ReopenPostmortem
  | ReviewPostmortem
  | EditActionItem
  | ReopenActionItem
  | FollowTrackedIssue
  | GiveReminders;

/** Opens the postmortem issue, whatever the severity. */
export interface OpenPostmortem {
  readonly kind: "OpenPostmortem";
}
/** There will be none, or it need not pass; somebody takes the responsibility by name. */
export interface WaivePostmortem {
  readonly kind: "WaivePostmortem";
  readonly reason: string;
}
export interface SchedulePostmortem {
  readonly kind: "SchedulePostmortem";
  readonly dueAt: Instant;
}
export interface OwnPostmortem {
  readonly kind: "OwnPostmortem";
  readonly login: string;
}
/** By `/postmortem ready`, or by closing its issue. */
export interface CompletePostmortem {
  readonly kind: "CompletePostmortem";
  /** What its text lacks, in the linter's words; absent until the look has read it. */
  readonly found?: Reviewed;
}
export interface Reviewed extends Review {
  /** The first few findings, a line each. */
  readonly worst: readonly string[];
}
/** Its issue was opened again by hand. */
export interface ReopenPostmortem {
  readonly kind: "ReopenPostmortem";
}
/** Its text was read, and the linter says something else than before. */
export interface ReviewPostmortem {
  readonly kind: "ReviewPostmortem";
  readonly review: Review;
}
/** A line of the checklist was rewritten by hand. */
export interface EditActionItem {
  readonly kind: "EditActionItem";
  readonly number: number;
  readonly text: string;
  readonly owner?: string;
  readonly due?: string;
  readonly type?: ActionItemType;
  readonly verified?: string;
}
/** By taking its tick away, or by opening its issue again. */
export interface ReopenActionItem {
  readonly kind: "ReopenActionItem";
  readonly number: number;
}
/** The issue of an action item is open or closed now. */
export interface FollowTrackedIssue {
  readonly kind: "FollowTrackedIssue";
  readonly number: number;
  readonly state: TrackedIssue["state"];
  /** Closed as not planned: the item is dropped. */
  readonly dropped?: boolean;
}
/** The time for them has come. */
export interface GiveReminders {
  readonly kind: "GiveReminders";
  readonly reminders: readonly Reminder[];
}

import type { Instant } from "./stamp.ts";

/** What a reminder is about: a promise after the incident, or its clock while it goes on. */
export type ReminderSubject = PromiseSubject | ClockSubject;

type PromiseSubject = "postmortem" | `item:${number}`;

/**
 * `asked:` is followed by the comment and line of a `/remind`, `role:` by the role's name,
 * `escalation:` by the policy that somebody asked for.
 */
export type ClockSubject =
  | "update"
  | "acknowledge"
  | "escalation"
  | "severity"
  | "silence"
  | "phase"
  | "watch"
  | `escalation:${string}`
  | `role:${string}`
  | `asked:${string}`;

/**
 * One step of the reminders about one thing. Its slot names what it was worked out from and how far
 * past it we are (`overdue2@2026-08-15`, `step2@2026-08-15T12:00:00Z`): each is given at most once.
 */
export interface Reminder {
  readonly subject: ReminderSubject;
  readonly slot: string;
  readonly step: "soon" | "due" | "overdue";
  /** The instant the slot began. */
  readonly at: Instant;
  /** When the thing is, or was, due: an instant, or a calendar date for an action item. */
  readonly due: string;
  /** Whom to mention: logins and `organization/team`, without `@`; may be empty. */
  readonly to: readonly string[];
  /** What it offers or says in somebody's words: the draft of a status update, a `/remind`. */
  readonly text?: string;
  /** Nothing more is said about it, unless something changes. */
  readonly last?: true;
}

/** A reminder that somebody asked for with `/remind`. */
export interface AskedReminder {
  /** The comment and line that asked for it: `5012345678/2`. */
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  readonly text?: string;
}

/** Whether it belongs to an incident that goes on; else it is a promise that was made after it. */
export function isOfClock(subject: ReminderSubject): subject is ClockSubject {
  return subject !== "postmortem" && !subject.startsWith("item:");
}

/** What only the card shows, or a page tells: no comment of its own. */
export function isSilent(subject: ReminderSubject): boolean {
  return subject === "phase" || /^escalation(?::|$)/.test(subject);
}

import type { Instant, Stamp } from "./stamp.ts";

/** The review of an incident, as an issue of its own. */
export interface Postmortem {
  readonly state: PostmortemState;
  /** What asked for it. */
  readonly stamp: Stamp;
  readonly by: string;
  readonly dueAt?: Instant;
  /** Who sees to it that it gets written. */
  readonly owner?: string;
  /** Absent until GitHub has opened it, and where it was waived before. */
  readonly issue?: PostmortemIssue;
  /** Why it was waived or could not be opened. */
  readonly why?: string;
  /** What the last reading of its text found. */
  readonly review?: Review;
}

export type PostmortemState = "opening" | "open" | "done" | "waived" | "not-opened";

export const postmortemStates: readonly PostmortemState[] = [
  "opening",
  "open",
  "done",
  "waived",
  "not-opened",
];

/** It lies in the repository of its incident. */
export interface PostmortemIssue {
  readonly number: number;
  readonly id: number;
  readonly url: string;
}

/** What the linter found in a postmortem's text: reading the same text again finds the same. */
export interface Review {
  /** Of the findings, not of the text: they are told again only when they change. */
  readonly digest: string;
  readonly findings: number;
}

/** The issue that tracks one action item, wherever the work is done. */
export interface TrackedIssue {
  /** `owner/name`. */
  readonly repository: string;
  readonly repositoryId: number;
  readonly number: number;
  readonly id: number;
  readonly url: string;
  readonly state: "open" | "closed";
}

/** What a reminder is about. */
export type ReminderSubject = "postmortem" | `item:${number}`;

/**
 * One step of the reminders about one thing. Its slot names the due date it was worked out from and
 * how far past it we are (`soon@2026-08-15`, `overdue2@2026-08-15`): each is given at most once.
 */
export interface Reminder {
  readonly subject: ReminderSubject;
  readonly slot: string;
  readonly step: "soon" | "due" | "overdue";
  /** The instant the slot began. */
  readonly at: Instant;
  /** When the thing is, or was, due: an instant for the postmortem, else a calendar date. */
  readonly due: string;
  /** Whom to mention: logins and `organization/team`, without `@`; may be empty. */
  readonly to: readonly string[];
}

/** Whether an incident still has something that somebody promised. */
export function isPostmortemOpen(postmortem: Postmortem | undefined): boolean {
  return postmortem?.state === "opening" || postmortem?.state === "open";
}

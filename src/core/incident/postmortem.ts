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

/** Whether an incident still has something that somebody promised. */
export function isPostmortemOpen(postmortem: Postmortem | undefined): boolean {
  return postmortem?.state === "opening" || postmortem?.state === "open";
}

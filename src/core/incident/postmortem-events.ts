import type { Happened } from "./happened.ts";
import type { ActionItemType } from "./incident.ts";
import type { PostmortemIssue, Review, TrackedIssue } from "./postmortem.ts";
import type { Instant } from "./stamp.ts";

export type PostmortemEvent =
  | PostmortemRequested
  | PostmortemOpened
  | PostmortemNotOpened
  | PostmortemWaived
  | PostmortemScheduled
  | PostmortemOwned
  | PostmortemCompleted
  | PostmortemReopened
  | PostmortemReviewed
  | ActionItemEdited
  | ActionItemReopened
  | ActionItemTracked
  | TrackedIssueFollowed;

/** Its issue is to be opened: by the incident's end, or because somebody asked. */
export interface PostmortemRequested extends Happened {
  readonly kind: "PostmortemRequested";
  readonly dueAt: Instant;
  readonly owner?: string;
}
export interface PostmortemOpened extends Happened {
  readonly kind: "PostmortemOpened";
  readonly issue: PostmortemIssue;
}
/** GitHub refused to open it. */
export interface PostmortemNotOpened extends Happened {
  readonly kind: "PostmortemNotOpened";
  readonly why: string;
}
export interface PostmortemWaived extends Happened {
  readonly kind: "PostmortemWaived";
  readonly reason: string;
}
export interface PostmortemScheduled extends Happened {
  readonly kind: "PostmortemScheduled";
  readonly dueAt: Instant;
}
export interface PostmortemOwned extends Happened {
  readonly kind: "PostmortemOwned";
  readonly login: string;
}
export interface PostmortemCompleted extends Happened {
  readonly kind: "PostmortemCompleted";
}
export interface PostmortemReopened extends Happened {
  readonly kind: "PostmortemReopened";
}
export interface PostmortemReviewed extends Happened {
  readonly kind: "PostmortemReviewed";
  readonly review: Review;
}
/** The whole line as it reads now: what it no longer names is gone. */
export interface ActionItemEdited extends Happened {
  readonly kind: "ActionItemEdited";
  readonly number: number;
  readonly text: string;
  readonly owner?: string;
  readonly due?: string;
  readonly type?: ActionItemType;
  readonly verified?: string;
}
export interface ActionItemReopened extends Happened {
  readonly kind: "ActionItemReopened";
  readonly number: number;
}
/** An issue of its own was opened for it, or found. */
export interface ActionItemTracked extends Happened {
  readonly kind: "ActionItemTracked";
  readonly number: number;
  readonly tracked: TrackedIssue;
}
export interface TrackedIssueFollowed extends Happened {
  readonly kind: "TrackedIssueFollowed";
  readonly number: number;
  readonly state: TrackedIssue["state"];
}

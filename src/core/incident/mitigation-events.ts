import type { RollbackPlan } from "../rollback/plan.ts";
import type { Happened } from "./happened.ts";
import type { MitigationState, StepState } from "./mitigation.ts";

export type MitigationEvent =
  | RollbackProposed
  | HotfixProposed
  | PullRequestFound
  | PullRequestOpened
  | PullRequestNotOpened
  | PullRequestFollowed
  | ChecksFollowed
  | HotfixPlanReviewed
  | RunbookRequested
  | RunbookPosted
  | RunbookStepMarked;

/** A rollback was looked up and tried; its pull request is to be opened. */
export interface RollbackProposed extends Happened {
  readonly kind: "RollbackProposed";
  readonly mitigation: number;
  readonly plan: RollbackPlan;
}
export interface HotfixProposed extends Happened {
  readonly kind: "HotfixProposed";
  readonly mitigation: number;
  readonly title: string;
  readonly repository: string;
  readonly repositoryId: number;
  readonly base: string;
  readonly sha: string;
  readonly tree: string;
  readonly branch: string;
  readonly deployed?: { readonly environment: string };
}
/** A pull request of ours does already what was asked for. */
export interface PullRequestFound extends Happened {
  readonly kind: "PullRequestFound";
  readonly verb: string;
  readonly repository: string;
  readonly number: number;
  readonly url: string;
  readonly state: "open" | "merged";
}
export interface PullRequestOpened extends Happened {
  readonly kind: "PullRequestOpened";
  readonly mitigation: number;
  readonly number: number;
  readonly id: number;
  readonly url: string;
  readonly draft: boolean;
  /** The branch it came to lie on, where the planned one was taken. */
  readonly branch: string;
}
/** GitHub refused to open it; nothing of it is left to do by itself. */
export interface PullRequestNotOpened extends Happened {
  readonly kind: "PullRequestNotOpened";
  readonly mitigation: number;
  readonly why: string;
}
export interface PullRequestFollowed extends Happened {
  readonly kind: "PullRequestFollowed";
  readonly mitigation: number;
  readonly number: number;
  readonly what: string;
  readonly purpose: "rollback" | "hotfix";
  readonly to: MitigationState;
  readonly sha?: string;
  readonly environment?: string;
  readonly url?: string;
  /** Whether it is time to say that the pain is over, if it is. */
  readonly proposesMitigated: boolean;
}
export interface ChecksFollowed extends Happened {
  readonly kind: "ChecksFollowed";
  readonly mitigation: number;
  readonly number: number;
  readonly to: "pending" | "passed" | "failed";
  readonly failed: readonly string[];
}
export interface HotfixPlanReviewed extends Happened {
  readonly kind: "HotfixPlanReviewed";
  readonly mitigation: number;
  readonly number: number;
  readonly sha: string;
  readonly filled: boolean;
}
/** A runbook was asked for by name; its checklist is to be posted. */
export interface RunbookRequested extends Happened {
  readonly kind: "RunbookRequested";
  readonly name: string;
}
/** The checklist lies in the thread. */
export interface RunbookPosted extends Happened {
  readonly kind: "RunbookPosted";
  readonly name: string;
  readonly title: string;
  readonly commentId: number;
  readonly steps: readonly string[];
  /** Somebody asked for it by name. */
  readonly picked?: true;
}
export interface RunbookStepMarked extends Happened {
  readonly kind: "RunbookStepMarked";
  readonly step: number;
  readonly text: string;
  readonly to: StepState;
  readonly note?: string;
  /** The comment with the checklist. */
  readonly commentId: number;
  /** The box in the comment shows it already. */
  readonly ticked: boolean;
}

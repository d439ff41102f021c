import type { HotfixFinding } from "../rollback/hotfix.ts";
import type { RollbackFinding } from "../rollback/plan.ts";
import type { RollbackTarget } from "../rollback/target.ts";
import type { RunbookChoice } from "../runbook/choice.ts";
import type { MitigationState, StepState } from "./mitigation.ts";

export type MitigationCommand =
  | ProposeRollback
  | OpenHotfix
  | PickRunbook
  | MarkStep
  | FollowPullRequest
  | FollowChecks
  | ReviewHotfixPlan;

/** Opens the pull request that takes a change out again. */
export interface ProposeRollback {
  readonly kind: "ProposeRollback";
  readonly target: RollbackTarget;
  /** What looking it up and trying it led to; absent until the look has done so. */
  readonly found?: RollbackFinding;
}

/** Opens a branch and a draft pull request from what is deployed. */
export interface OpenHotfix {
  readonly kind: "OpenHotfix";
  readonly title: string;
  readonly found?: HotfixFinding;
}

/** Posts a runbook as a checklist. */
export interface PickRunbook {
  readonly kind: "PickRunbook";
  readonly name: string;
  readonly found?: RunbookChoice;
}

/** By `/step`, or by ticking the checklist. */
export interface MarkStep {
  readonly kind: "MarkStep";
  /** Counts from one. */
  readonly step: number;
  readonly to: StepState;
  readonly note?: string;
  /** Set when a box of that comment was ticked: it counts only for the runbook that lies there. */
  readonly commentId?: number;
}

/** GitHub shows one of our pull requests in another state than the incident does. */
export interface FollowPullRequest {
  readonly kind: "FollowPullRequest";
  readonly mitigation: number;
  readonly to: MitigationState;
  readonly sha?: string;
  readonly environment?: string;
  readonly url?: string;
  /** Set with `merged`: whether anything is deployed from that repository by GitHub's knowledge. */
  readonly deploys?: boolean;
}

export interface FollowChecks {
  readonly kind: "FollowChecks";
  readonly mitigation: number;
  readonly to: "pending" | "passed" | "failed";
  readonly failed: readonly string[];
}

/** The rollback plan in a hotfix's pull request was read. */
export interface ReviewHotfixPlan {
  readonly kind: "ReviewHotfixPlan";
  readonly mitigation: number;
  readonly sha: string;
  readonly filled: boolean;
}

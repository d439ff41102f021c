import type { Instant, Stamp } from "./stamp.ts";

/** One thing that was done to ease the pain, and what came of it: a line of the mitigation log. */
export interface Mitigation {
  /** Counts from one within the incident; branch names of hotfixes hold it. */
  readonly id: number;
  readonly kind: "rollback" | "hotfix";
  readonly stamp: Stamp;
  readonly by: string;
  /** `owner/name` and id of the repository it changes. */
  readonly repository: string;
  readonly repositoryId: number;
  /** What it does, for people: `rollback of #123`, or the title of the hotfix. */
  readonly what: string;
  readonly branch: string;
  /** The commit that is undone, gone back to, or built on. */
  readonly sha: string;
  readonly state: MitigationState;
  readonly pull?: { readonly number: number; readonly id: number; readonly url: string };
  readonly checks?: "pending" | "passed" | "failed";
  /** The commit on the default branch, once merged. */
  readonly mergedSha?: string;
  readonly mergedAt?: Instant;
  /** The environment it was deployed to, or failed in. */
  readonly environment?: string;
  /** Somebody was asked whether the pain is over. */
  readonly proposed?: true;
  /** Why no pull request could be opened, in GitHub's words. */
  readonly why?: string;
  /** What the check of a hotfix's rollback plan last said, and of which commit. */
  readonly planCheck?: { readonly sha: string; readonly filled: boolean };
}

export type MitigationState =
  /** Its pull request is being opened. */
  "opening" | "not-opened" | "draft" | "open" | "merged" | "closed" | "deployed" | "deploy-failed";

export function mitigationOf(
  { mitigations = [] }: { readonly mitigations?: readonly Mitigation[] },
  id: number,
): Mitigation | undefined {
  return mitigations.find((one) => one.id === id);
}

/** What may still change by itself. */
export function isUnderWay({ state }: Pick<Mitigation, "state">): boolean {
  return state !== "not-opened" && state !== "deployed";
}

/** The runbook that is being followed. */
export interface FollowedRunbook {
  readonly name: string;
  readonly title: string;
  /** The comment that holds its checklist. */
  readonly commentId: number;
  readonly stamp: Stamp;
  readonly steps: readonly RunbookStep[];
  /** Somebody chose it by name: no match takes its place. */
  readonly picked?: true;
}

/** Whether a better match may take its place: nobody chose it, and nobody has begun it. */
export function mayBeReplaced({ picked, steps }: FollowedRunbook): boolean {
  return picked !== true && steps.every(({ state }) => state === "open");
}

export interface RunbookStep {
  /** Cut to 80. */
  readonly text: string;
  readonly state: StepState;
  readonly by?: string;
}

export type StepState = "open" | "done" | "skipped" | "failed";

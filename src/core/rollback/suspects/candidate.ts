import type { Instant } from "../../incident/stamp.ts";
import type { ChangedFile } from "../history.ts";

/** Something that changed before an incident and may have to do with it. */
export type Candidate = Change | Deployed | FailedRun | Published;

/** A change to the code: a merged pull request, or a commit that came without one. */
export type Change = MergedPull | DirectPush;

interface Seen {
  /** `owner/name`. */
  readonly repository: string;
  /** When it came to the default branch, was created, failed or was published. */
  readonly at: Instant;
  /** GitHub login, where GitHub knows whose it is. */
  readonly by?: string;
}

interface Changed extends Seen {
  readonly title: string;
  /** What it changed; absent where it was not looked into. */
  readonly files?: readonly FileChange[];
  /** Whether it was live before the incident, as far as deployments tell. */
  readonly live: Live;
}

export type FileChange = Pick<ChangedFile, "path" | "additions" | "deletions">;

export type Live =
  /** The repository's deployments tell nothing. */
  | { readonly state: "unknown" }
  | { readonly state: "deployed"; readonly environment: string; readonly at: Instant }
  /** Others were deployed there, this one was not. */
  | { readonly state: "not-deployed"; readonly environment: string };

export interface MergedPull extends Changed {
  readonly kind: "pull";
  readonly number: number;
  readonly sha?: string;
}

export interface DirectPush extends Changed {
  readonly kind: "push";
  readonly sha: string;
  /** False where pull requests could not be read: it may have had one. */
  readonly unreviewed: boolean;
}

export interface Deployed extends Seen {
  readonly kind: "deployment";
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly environment: string;
  /** Absent where it was not looked into. */
  readonly outcome?: "succeeded" | "failed" | "under-way";
  /** How many of the changes that are candidates themselves it brought. */
  readonly carries: number;
}

export interface FailedRun extends Seen {
  readonly kind: "run";
  readonly id: number;
  readonly name: string;
  readonly sha: string;
}

export interface Published extends Seen {
  readonly kind: "release";
  readonly tag: string;
  readonly name: string;
}

export function isChange(candidate: Candidate): candidate is Change {
  return candidate.kind === "pull" || candidate.kind === "push";
}

/** Names a candidate among all others. */
export function keyOf(candidate: Candidate): string {
  const { repository } = candidate;
  switch (candidate.kind) {
    case "pull":
      return `${repository}#${candidate.number}`;
    case "push":
      return `${repository}@${candidate.sha}`;
    case "release":
      return `${repository} release ${candidate.tag}`;
    case "deployment":
    case "run":
      return `${repository} ${candidate.kind} ${candidate.id}`;
    default:
      return candidate satisfies never;
  }
}

import type { Instant } from "../incident/stamp.ts";

/**
 * A rollback that was looked up, tried and fixed to forty hex digits: everything that opening its
 * pull request needs. It is kept on the card, so its lists are short.
 */
export interface RollbackPlan {
  /** `owner/name`, and its id. */
  readonly repository: string;
  readonly repositoryId: number;
  /** The default branch, and where it stood. */
  readonly base: string;
  readonly head: string;
  /** `revert` takes changes out again; `restore` goes back to how everything was. */
  readonly kind: "revert" | "restore";
  /** `paths`: nothing touched since; `merge`: git's three-way merge; `restore`: the old tree. */
  readonly method: "paths" | "merge" | "restore";
  /** What was asked for, as it can be typed: `#123`, `last-good env=production`, `v1.4.0`. */
  readonly target: string;
  /** The commit that is undone, or that is gone back to. */
  readonly sha: string;
  /** What is undone, newest first; at most `mostUndone`. */
  readonly undone: readonly Undone[];
  /** How many there are altogether. */
  readonly undoneCount: number;
  /** The tree of the new commit; undefined in a dry run of a revert by paths, which writes none. */
  readonly tree?: string;
  readonly branch: string;
  readonly risks: readonly Risk[];
  /** How many files the rollback changes; a merge may leave some of them as they are. */
  readonly files: number;
}

export const mostUndone = 5;

export interface Undone {
  readonly sha: string;
  /** First line of the message, or the pull request's title; cut to 80. */
  readonly title: string;
  readonly pull?: number;
  readonly author?: string;
  readonly at: Instant;
}

/** What a person must know before merging: said aloud, in the answer and in the pull request. */
export type Risk =
  /** Later changes touched the same files. */
  | {
      readonly code: "built-upon";
      readonly files: readonly string[];
      readonly more: number;
      /** Commits on the default branch since, whatever they touched. */
      readonly commitsSince: number;
    }
  /** Undoing the code does not undo the data. */
  | {
      readonly code: "irreversible";
      readonly files: readonly string[];
      readonly more: number;
      /** For example `a database migration`. */
      readonly why: string;
    }
  /** We may not touch workflows; they stay as they are. */
  | { readonly code: "workflows-kept"; readonly files: readonly string[]; readonly more: number }
  | { readonly code: "protected"; readonly branch: string }
  | {
      readonly code: "required-checks";
      readonly checks: readonly string[];
      /** How many are not named. */
      readonly more?: number;
    }
  /** Another rule that may block the pull request, in GitHub's word. */
  | { readonly code: "rule"; readonly rule: string }
  /** CI of the commit that is gone back to (restore), or of the default branch's head (revert). */
  | {
      readonly code: "checks";
      readonly of: "target" | "head";
      readonly state: "none" | "pending" | "passed" | "failed" | "unknown";
      readonly failed: readonly string[];
      readonly more?: number;
    }
  /** The newest deployment that worked before the incident is the one that hurts. */
  | {
      readonly code: "runs-now";
      readonly sha: string;
      readonly environment: string;
      readonly at: Instant;
    }
  /** A later commit says that it reverted the same change. */
  | { readonly code: "reverted-before"; readonly sha: string; readonly title: string }
  /** The branch moved on so far that not everything could be looked at. */
  | { readonly code: "long-ago"; readonly commitsSince: number };

/** What looking up and trying a rollback led to. */
export type RollbackFinding =
  | { readonly kind: "ready"; readonly plan: RollbackPlan }
  /** An open or merged pull request of ours does it already. */
  | {
      readonly kind: "exists";
      readonly repository: string;
      readonly pull: number;
      readonly url: string;
      readonly state: "open" | "merged";
    }
  /** The default branch already is as it would be afterwards. */
  | {
      readonly kind: "nothing";
      readonly target: string;
      /** First digits of a later commit that says it took it back. */
      readonly by?: string;
    }
  | RollbackConflict
  | {
      readonly kind: "impossible";
      readonly target: string;
      readonly why: Impossible;
      /** What was found, for the sentence: a branch's name, a repository, GitHub's words. */
      readonly detail?: string;
    };

/** Nothing is guessed: which files, whose changes, and what would be clean. */
export interface RollbackConflict {
  readonly kind: "conflict";
  readonly repository: string;
  readonly target: string;
  readonly sha: string;
  /** At most ten, and how many more. */
  readonly files: readonly string[];
  readonly more: number;
  /** Whose later changes are in the way, newest first, at most five. */
  readonly inTheWay: readonly Undone[];
  /** Each was really tried and is clean; at most three. */
  readonly alternatives: readonly Alternative[];
}

export interface Alternative {
  /** Ready to be typed: `/rollback 1a2b3c4d5e6f..7a8b9c0d1e2f`. */
  readonly command: string;
  /** For example `also takes back #130 and #134`. */
  readonly means: string;
}

export type Impossible =
  | "no-such-pull"
  | "not-merged"
  /** The pull request went to another branch than the default one. */
  | "other-branch"
  | "no-such-commit"
  | "ambiguous"
  /** Not an ancestor of the default branch: another branch, or only a fork. */
  | "not-on-branch"
  /** The first commit of a repository has nothing before it. */
  | "first-commit"
  | "empty-range"
  | "no-such-tag"
  | "no-deployment"
  /** The head of the default branch is what is asked to go back to. */
  | "is-head"
  | "only-workflows"
  | "no-such-repository"
  | "which-repository"
  /** The catalog has no service of that name; `detail` lists those it has. */
  | "unknown-service"
  /** We may not; `detail` has GitHub's words. */
  | "no-permission"
  | "too-large"
  /** `detail` says how many rollbacks are tried at a time. */
  | "too-many"
  /** GitHub did not answer for so long that the command is answered without it. */
  | "not-now";

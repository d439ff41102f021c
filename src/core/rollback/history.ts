import type { Instant } from "../incident/stamp.ts";

/** A repository's history as the rollback planner and the search for suspects see it. */

export interface RepositorySeen {
  readonly id: number;
  /** `owner/name` as it is now. */
  readonly name: string;
  readonly defaultBranch: string;
  /** Not everybody may read it; internal ones count as private, as they do for GitHub. */
  readonly private: boolean;
}

export interface CommitSeen {
  /** Forty hex digits, as everywhere here. */
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** GitHub login, where GitHub knows whose it is. */
  readonly author?: string;
  /** When it was committed, by the committer's clock: good for showing, not for deciding. */
  readonly at: Instant;
}

export interface Comparison {
  readonly status: "identical" | "ahead" | "behind" | "diverged";
  readonly aheadBy: number;
  readonly behindBy: number;
  readonly base: CommitSeen;
  readonly mergeBase: string;
  /** In `head` and not in `base`, oldest first; at most 250. */
  readonly commits: readonly CommitSeen[];
}

export interface TreeEntry {
  readonly path: string;
  /** As git writes it: 100644, 100755, 120000 (link), 160000 (submodule), 040000 (folder). */
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
}

/** All files of a commit; folders are left out of `files`. */
export interface Tree {
  readonly sha: string;
  /** By path; blobs and submodules. */
  readonly files: ReadonlyMap<string, TreeEntry>;
  /** Folders by path, with the tree that each is. */
  readonly folders: ReadonlyMap<string, string>;
  /** Folders that are the same in the first two trees read together were left out. */
  readonly partial?: true;
}

export interface ChangedFile {
  readonly path: string;
  /** Its path before, if it was renamed. */
  readonly before?: string;
  readonly change: "added" | "modified" | "removed" | "renamed";
  readonly additions: number;
  readonly deletions: number;
}

export interface PullSeen {
  readonly number: number;
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly state: "open" | "closed";
  readonly draft: boolean;
  readonly author: string;
  readonly merged: boolean;
  readonly mergedAt?: Instant;
  readonly mergedBy?: string;
  readonly closedAt?: Instant;
  /** The commit that brought it to its base branch: merge, squash, or the last rebased one. */
  readonly mergeCommit?: string;
  /** The branch it is for. */
  readonly base: string;
  readonly head: { readonly branch: string; readonly sha: string };
  /** How many commits it has; absent in lists. */
  readonly commits?: number;
  /** The repository's default branch. */
  readonly defaultBranch: string;
  /** Whether its repository is private; absent where the answer does not say. */
  readonly private?: boolean;
  readonly updatedAt: Instant;
}

export interface ChecksSeen {
  readonly state: "none" | "pending" | "passed" | "failed";
  /** Names of those that failed. */
  readonly failed: readonly string[];
}

export interface DeploymentSeen {
  readonly id: number;
  readonly sha: string;
  /** The branch, tag or commit that was asked for. */
  readonly ref: string;
  readonly environment: string;
  readonly createdAt: Instant;
  readonly by?: string;
}

export interface DeploymentStatusSeen {
  readonly id: number;
  /** GitHub's word: `success`, `failure`, `error`, `in_progress`, `inactive`, … */
  readonly state: string;
  readonly at: Instant;
  readonly by?: string;
  readonly url?: string;
}

export interface ReleaseSeen {
  readonly tag: string;
  readonly name: string;
  readonly url: string;
  readonly publishedAt: Instant;
  readonly by?: string;
}

export interface RunSeen {
  readonly id: number;
  readonly name: string;
  readonly sha: string;
  readonly branch: string;
  readonly url: string;
  readonly createdAt: Instant;
}

export interface RuleSeen {
  /** GitHub's word: `pull_request`, `required_status_checks`, `required_signatures`, … */
  readonly type: string;
  /** Names of required checks, for the rule about them. */
  readonly checks?: readonly string[];
}

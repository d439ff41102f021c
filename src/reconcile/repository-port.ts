import type { Instant } from "../core/incident/stamp.ts";
import type {
  ChangedFile,
  ChecksSeen,
  CommitSeen,
  Comparison,
  DeploymentSeen,
  DeploymentStatusSeen,
  PullSeen,
  ReleaseSeen,
  RepositorySeen,
  RuleSeen,
  RunSeen,
  Tree,
  TreeEntry,
} from "../core/rollback/history.ts";

/**
 * What the loop needs of a repository's history, in our words. As everywhere in the ports, a
 * method may throw `Again` or `Stop`. What is not there is `undefined`, never a failure.
 */

/** A repository of an installation; `repository` is 0 where only its name is known. */
export interface Place {
  readonly installation: number;
  readonly repository: number;
  /** `owner/name`. */
  readonly name: string;
}

/** Reading a history. One call each, unless it says otherwise. */
export interface HistoryReader {
  /** Undefined when there is no such repository, or it is none of the installation's. */
  readRepository(place: Place): Promise<RepositorySeen | undefined>;
  readBranch(place: Place, branch: string): Promise<BranchSeen | undefined>;
  /** Names of the branches that begin so. */
  listBranches(place: Place, prefix: string): Promise<readonly string[]>;
  /** What rules say of a branch, whether it exists or not. */
  readRules(place: Place, branch: string): Promise<readonly RuleSeen[]>;
  /** A branch, a tag, or a commit by its full or shortened name; undefined when none or several. */
  findCommit(place: Place, ref: string): Promise<CommitSeen | undefined>;
  /** Exactly this commit, by its forty hex digits: never a branch of that name. */
  readCommit(place: Place, sha: string): Promise<CommitSeen | undefined>;
  /** The commit a tag leads to, through annotated tags too (one call more each). */
  readTag(place: Place, tag: string): Promise<string | undefined>;
  /** Newest first, at most `count` (at most 100). */
  listCommits(place: Place, filter: CommitFilter): Promise<readonly CommitSeen[]>;
  /** `commits` holds at most 250, oldest first. */
  compare(place: Place, base: string, head: string): Promise<Comparison | undefined>;
  /**
   * Every file below a tree; at most two calls more per folder where GitHub cuts it off. Name the
   * tree, not its commit: GitHub may give the name asked for back as `sha`.
   */
  readTrees(place: Place, shas: readonly string[]): Promise<readonly Tree[]>;
  /** What a commit changed against its first parent; at most 300 files. */
  readCommitFiles(place: Place, sha: string): Promise<readonly ChangedFile[]>;
  readPull(place: Place, number: number): Promise<PullSeen | undefined>;
  /** At most 100 files. */
  readPullFiles(place: Place, number: number): Promise<readonly ChangedFile[]>;
  /** Merged ones that brought this commit to the default branch. */
  pullsOfCommit(place: Place, sha: string): Promise<readonly PullSeen[]>;
  /** Of that branch of the repository itself, in any state, newest first. */
  pullsOfBranch(place: Place, branch: string): Promise<readonly PullSeen[]>;
  /** Closed ones, last updated first, at most 100; merged or not. */
  listClosedPulls(place: Place, count: number): Promise<readonly PullSeen[]>;
  /** Checks and statuses of a commit together, without the check of that name; two calls. */
  readChecks(place: Place, sha: string, without?: string): Promise<ChecksSeen>;
  /** Newest first. */
  listDeployments(place: Place, filter: DeploymentFilter): Promise<readonly DeploymentSeen[]>;
  /** Newest first. */
  readDeploymentStatuses(place: Place, id: number): Promise<readonly DeploymentStatusSeen[]>;
  /** Newest first. */
  listReleases(place: Place, count: number): Promise<readonly ReleaseSeen[]>;
  /** Workflow runs that failed and were created since then, newest first. */
  listFailedRuns(place: Place, since: Instant): Promise<readonly RunSeen[]>;
  /** Paths of the files directly in a folder, of the default branch unless told; empty if none. */
  listFolder(place: Place, path: string, commit?: string): Promise<readonly string[]>;
  /** What a file was at a commit; undefined when either is not there. */
  readFileAt(place: Place, path: string, commit: string): Promise<string | undefined>;
}

export interface BranchSeen {
  readonly name: string;
  readonly head: CommitSeen;
  readonly protected: boolean;
  /** Names of the checks that must pass before something is merged into it. */
  readonly requiredChecks: readonly string[];
}

export interface CommitFilter {
  /** Where to start; the default branch unless given. */
  readonly from?: string;
  readonly path?: string;
  readonly since?: Instant;
  readonly until?: Instant;
  readonly count: number;
}

export interface DeploymentFilter {
  readonly environment?: string;
  readonly sha?: string;
  readonly count: number;
}

/** Writing to a repository. None of these is retried blindly by the adapter. */
export interface HistoryWriter {
  /** The name of the new tree: `base` with these entries, or without them where `sha` is null. */
  createTree(
    place: Place,
    tree: { base: string; entries: readonly (TreeEntry | RemovedEntry | WrittenEntry)[] },
  ): Promise<string>;
  /** The name of the new commit; without an author of ours, so that GitHub signs it. */
  createCommit(
    place: Place,
    commit: { tree: string; parents: readonly string[]; message: string },
  ): Promise<string>;
  /** `exists`: a branch of that name is there already, wherever it points. */
  createBranch(place: Place, branch: string, sha: string): Promise<"created" | "exists">;
  /** Harmless when it is gone already. */
  deleteBranch(place: Place, branch: string): Promise<void>;
  /**
   * Git's three-way merge of `head` into the branch `base`, which moves to the merge. `Again` when
   * one of the two is not there (any more, or yet).
   */
  mergeInto(place: Place, merge: { base: string; head: string; message: string }): Promise<Merged>;
  openPull(
    place: Place,
    pull: { title: string; body: string; head: string; base: string; draft: boolean },
  ): Promise<PullSeen>;
  /** People and teams (`org/team`) who may not review are left out without a word. */
  requestReviews(place: Place, number: number, reviewers: readonly string[]): Promise<void>;
  /** A finished check of ours on a commit. */
  reportCheck(place: Place, check: CheckReport): Promise<void>;
}

export interface RemovedEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: TreeEntry["type"];
  readonly sha: null;
}

/** A file whose text comes along. */
export interface WrittenEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: "blob";
  readonly content: string;
}

export type Merged =
  | { readonly kind: "merged"; readonly sha: string; readonly tree: string }
  /** Everything was in it already. */
  | { readonly kind: "nothing" }
  | { readonly kind: "conflict" }
  /** The branch or the commit is not there, or not seen everywhere yet. */
  | { readonly kind: "missing" };

export interface CheckReport {
  readonly name: string;
  readonly sha: string;
  readonly conclusion: "success" | "failure" | "neutral" | "action_required";
  readonly title: string;
  readonly summary: string;
  /** What is wrong where in its files; GitHub takes fifty at a time. */
  readonly annotations?: readonly Annotation[];
}

export interface Annotation {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

export type History = HistoryReader & HistoryWriter;

import { type GitCommit, readCommit } from "../../git/commit.ts";
import { type Comparison, compareCommits } from "../code/compare.ts";
import type { Account, Issue, Repository } from "../records.ts";
import { notFound } from "../refusal.ts";

interface Tip {
  /** The branch. */
  ref: string;
  /** Where it stood when the pull request last took notice. */
  sha: string;
}

/** What a pull request has beside its issue, which holds title, body, comments and state. */
export interface PullRequest {
  id: number;
  draft: boolean;
  head: Tip;
  base: Tip;
  mergedAt: string | null;
  mergedBy: Account | null;
  mergeCommitSha: string | null;
  /** The commits that came into the base branch by its merge. */
  landed: string[];
  reviewers: Account[];
}

/** An issue that is a pull request with branches. */
export interface PullIssue extends Issue {
  pull: PullRequest;
}

export interface PullPlace {
  repository: Repository;
  issue: PullIssue;
}

export function findPull(repository: Repository, number: number): PullPlace {
  const issue = repository.issues.get(number);
  if (!issue || !isPull(issue)) throw notFound();
  return { repository, issue };
}

export function pullsOf(repository: Repository): PullIssue[] {
  return [...repository.issues.values()].filter(isPull);
}

export function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== null;
}

/** What a pull request would bring, or has brought. */
export function comparisonOf({ git }: Repository, { base, head }: PullRequest): Comparison {
  const found = compareCommits(git, readCommit(git, base.sha), readCommit(git, head.sha));
  if (found) return found;
  throw new Error(`${head.ref} and ${base.ref} have no history in common any more.`);
}

/** The commits of a pull request, oldest first. */
export function commitsOf(repository: Repository, pull: PullRequest): readonly GitCommit[] {
  return comparisonOf(repository, pull).ahead;
}

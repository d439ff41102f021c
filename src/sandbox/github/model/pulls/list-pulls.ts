import { isAncestor } from "../../git/history.ts";
import { requireRead } from "../access.ts";
import { commitNamed, headOf, noCommit } from "../code/find-commit.ts";
import type { IssueAddress } from "../label-issue.ts";
import type { Actor, Repository } from "../records.ts";
import { commitView, fileView } from "../view/commit.ts";
import { pullSimpleView, pullView } from "../view/pull.ts";
import type { World } from "../world.ts";
import { commitsOf, comparisonOf, findPull, type PullIssue, pullsOf } from "./pull-request.ts";

export interface PullFilter {
  state?: string | undefined;
  /** `owner:branch`. */
  head?: string | undefined;
  base?: string | undefined;
  sort?: string | undefined;
  direction?: string | undefined;
}

/** `GET …/pulls`, newest first unless asked otherwise. */
export function listPulls(
  world: World,
  actor: Actor,
  repository: Repository,
  filter: PullFilter = {},
) {
  requireRead(world, actor, repository, "pull_requests");
  const key = (issue: PullIssue) => (filter.sort === "updated" ? issue.updatedAt : issue.createdAt);
  const found = pullsOf(repository)
    .filter((issue) => matches(repository, issue, filter))
    .sort((a, b) => (key(a) === key(b) ? a.number - b.number : key(a) < key(b) ? -1 : 1));
  const ascending = filter.direction === "asc";
  return pages(ascending ? found : found.reverse(), (one) =>
    pullSimpleView(world, repository, one),
  );
}

/** `GET …/pulls/{n}`. */
export function readPull(world: World, actor: Actor, { repository, number }: IssueAddress) {
  requireRead(world, actor, repository, "pull_requests");
  const { issue } = findPull(repository, number);
  return pullView(world, repository, issue, { withMergeability: true });
}

/** `GET …/pulls/{n}/commits`, oldest first. */
export function listPullCommits(world: World, actor: Actor, { repository, number }: IssueAddress) {
  requireRead(world, actor, repository, "pull_requests");
  const { pull } = findPull(repository, number).issue;
  return pages(commitsOf(repository, pull), (one) => commitView(world, repository, one));
}

/** `GET …/pulls/{n}/files`. */
export function listPullFiles(world: World, actor: Actor, { repository, number }: IssueAddress) {
  requireRead(world, actor, repository, "pull_requests");
  const { pull } = findPull(repository, number).issue;
  const { files } = comparisonOf(repository, pull);
  return pages(files, (file) => fileView(world, repository, file, pull.head.sha));
}

/**
 * `GET …/commits/{sha}/pulls`: for a commit of the default branch the merged pull request that
 * brought it, for another one every pull request that has it.
 */
export function listPullsOfCommit(
  world: World,
  actor: Actor,
  repository: Repository,
  revision: string,
) {
  requireRead(world, actor, repository, "pull_requests");
  const { sha } = commitNamed(repository, revision, noCommit(revision));
  const head = headOf(repository, repository.defaultBranch);
  const isIn = head !== undefined && isAncestor(repository.git, sha, head.sha);
  const found = pullsOf(repository).filter(
    ({ pull }) => (!isIn || pull.mergedAt !== null) && brings(repository, pull, sha),
  );
  return pages(found, (one) => pullSimpleView(world, repository, one));
}

function brings(repository: Repository, pull: PullIssue["pull"], sha: string): boolean {
  if (pull.mergeCommitSha === sha || pull.landed.includes(sha)) return true;
  return commitsOf(repository, pull).some((commit) => commit.sha === sha);
}

function matches(repository: Repository, { state, pull }: PullIssue, filter: PullFilter): boolean {
  const wanted = filter.state ?? "open";
  if (wanted !== "all" && state !== wanted) return false;
  if (filter.base !== undefined && pull.base.ref !== filter.base) return false;
  // GitHub ignores a head that does not name the owner too.
  if (filter.head === undefined || !filter.head.includes(":")) return true;
  const label = `${repository.owner.login}:${pull.head.ref}`;
  return label.toLowerCase() === filter.head.toLowerCase();
}

function pages<T, V>(found: readonly T[], view: (one: T) => V) {
  return {
    total: found.length,
    page: (from: number, to: number): V[] => found.slice(from, to).map(view),
  };
}

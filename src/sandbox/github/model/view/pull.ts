import { mergeCommits } from "../../git/merge.ts";
import { headOf } from "../code/find-commit.ts";
import { sum } from "../code/read-commit.ts";
import { fullName } from "../lookup.ts";
import { nodeId } from "../node-ids.ts";
import { comparisonOf, type PullIssue, type PullRequest } from "../pulls/pull-request.ts";
import type { Repository } from "../records.ts";
import { missingChecks } from "../shipping/required-checks.ts";
import type { World } from "../world.ts";
import { accountView } from "./account.ts";
import { associationOf } from "./association.ts";
import { labelView } from "./issue.ts";
import { repositoryView } from "./repository.ts";

/** A pull request as lists show it. */
export function pullSimpleView(world: World, repository: Repository, issue: PullIssue) {
  const { pull } = issue;
  const assignees = issue.assignees.map((one) => accountView(world, one));
  return {
    ...linksOf(world, repository, issue),
    id: pull.id,
    node_id: nodeId("pullRequest", pull.id),
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    title: issue.title,
    user: accountView(world, issue.author),
    body: issue.body,
    labels: issue.labels.map((label) => labelView(world, repository, label)),
    milestone: null,
    active_lock_reason: null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: pull.reviewers.map((one) => accountView(world, one)),
    requested_teams: [],
    head: tipView(world, repository, pull.head),
    base: tipView(world, repository, pull.base),
    author_association: associationOf(world, repository, issue.author),
    auto_merge: null,
    draft: pull.draft,
  };
}

/** A pull request by itself. GitHub leaves the mergeability out where it has not looked yet. */
export function pullView(
  world: World,
  repository: Repository,
  issue: PullIssue,
  { withMergeability = false } = {},
) {
  const { pull } = issue;
  const { ahead, files } = comparisonOf(repository, pull);
  const mergeable = withMergeability ? isMergeable(repository, issue) : null;
  return {
    ...pullSimpleView(world, repository, issue),
    merged: pull.mergedAt !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeableState(repository, issue, mergeable),
    merged_by: pull.mergedBy && accountView(world, pull.mergedBy),
    comments: issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: ahead.length,
    additions: sum(files, "additions"),
    deletions: sum(files, "deletions"),
    changed_files: files.length,
  };
}

function isMergeable(repository: Repository, { state, pull }: PullIssue): boolean | null {
  const base = headOf(repository, pull.base.ref);
  if (state === "closed" || !base) return null;
  return "tree" in mergeCommits(repository.git, base.sha, pull.head.sha);
}

function mergeableState(
  repository: Repository,
  { pull }: PullIssue,
  mergeable: boolean | null,
): string {
  if (mergeable === null) return "unknown";
  if (!mergeable) return "dirty";
  if (pull.draft) return "draft";
  const waits = missingChecks(repository, pull.base.ref, pull.head.sha).length > 0;
  return waits ? "blocked" : "clean";
}

function tipView(world: World, repository: Repository, { ref, sha }: PullRequest["head"]) {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: accountView(world, repository.owner),
    repo: repositoryView(world, repository),
  };
}

function linksOf(world: World, repository: Repository, { number, pull }: PullIssue) {
  const name = fullName(repository);
  const api = `${world.links.api}/repos/${name}`;
  const url = `${api}/pulls/${number}`;
  const page = `${world.links.html}/${name}/pull/${number}`;
  const links = {
    self: url,
    html: page,
    issue: `${api}/issues/${number}`,
    comments: `${api}/issues/${number}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${api}/statuses/${pull.head.sha}`,
  };
  return {
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: links.issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    _links: Object.fromEntries(Object.entries(links).map(([key, href]) => [key, { href }])),
  };
}

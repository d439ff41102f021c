import { fullName } from "../lookup.ts";
import { nodeId } from "../node-ids.ts";
import type { Issue, Label, Repository } from "../records.ts";
import type { World } from "../world.ts";
import { accountView } from "./account.ts";
import { appView } from "./app.ts";
import { associationOf } from "./association.ts";
import { commentView } from "./comment.ts";
import { reactionCounts } from "./reaction.ts";

/** An issue (or a pull request, as the issues endpoints show it). */
export function issueView(world: World, repository: Repository, issue: Issue) {
  const { api, html } = world.links;
  const name = fullName(repository);
  const url = `${api}/repos/${name}/issues/${issue.number}`;
  const page = `${html}/${name}/${issue.isPullRequest ? "pull" : "issues"}/${issue.number}`;
  const assignees = issue.assignees.map((one) => accountView(world, one));
  return {
    url,
    repository_url: `${api}/repos/${name}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: issue.id,
    node_id: issue.isPullRequest
      ? nodeId("pullRequest", issue.pull?.id ?? issue.id)
      : nodeId("issue", issue.id),
    number: issue.number,
    title: issue.title,
    user: accountView(world, issue.author),
    labels: issue.labels.map((label) => labelView(world, repository, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: associationOf(world, repository, issue.author),
    active_lock_reason: null,
    body: issue.body,
    reactions: reactionCounts(`${url}/reactions`, []),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: issue.viaApp && appView(world, issue.viaApp),
    state_reason: issue.stateReason,
    pinned_comment: issue.pinnedComment
      ? commentView(world, repository, issue, issue.pinnedComment)
      : null,
    ...(issue.isPullRequest ? pullRequestPart(api, name, issue, page) : issuePart(world, issue)),
  };
}

/** The issue as the answers about one issue show it: lists and deliveries lack who closed it. */
export function wholeIssueView(world: World, repository: Repository, issue: Issue) {
  return {
    ...issueView(world, repository, issue),
    closed_by: issue.closedBy && accountView(world, issue.closedBy),
  };
}

function issuePart(world: World, { parent, children }: Issue) {
  const total = children.length;
  const completed = children.filter(({ issue }) => issue.state === "closed").length;
  const percent_completed = total === 0 ? 0 : Math.floor((100 * completed) / total);
  return {
    type: null,
    parent_issue_url:
      parent &&
      `${world.links.api}/repos/${fullName(parent.repository)}/issues/${parent.issue.number}`,
    sub_issues_summary: { total, completed, percent_completed },
    issue_dependencies_summary: {
      blocked_by: 0,
      total_blocked_by: 0,
      blocking: 0,
      total_blocking: 0,
    },
  };
}

function pullRequestPart(api: string, name: string, issue: Issue, page: string) {
  return {
    draft: issue.pull?.draft ?? false,
    pull_request: {
      url: `${api}/repos/${name}/pulls/${issue.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: issue.pull?.mergedAt ?? null,
    },
  };
}

export function labelView(world: World, repository: Repository, label: Label) {
  return {
    id: label.id,
    node_id: nodeId("label", label.id),
    url: `${world.links.api}/repos/${fullName(repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: ["bug", "documentation", "enhancement"].includes(label.name),
    description: label.description,
  };
}

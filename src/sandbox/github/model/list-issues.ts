import { requireRead } from "./access.ts";
import type { IssueAddress } from "./label-issue.ts";
import { findIssue } from "./lookup.ts";
import type { Actor, Issue, Repository } from "./records.ts";
import { eventView } from "./view/event.ts";
import { issueView, wholeIssueView } from "./view/issue.ts";
import type { World } from "./world.ts";

export interface IssueFilter {
  state?: string | undefined;
  labels?: readonly string[] | undefined;
  assignee?: string | undefined;
  creator?: string | undefined;
  /** ISO instant; inclusive, compared with `updated_at`. */
  since?: string | undefined;
  sort?: string | undefined;
  direction?: string | undefined;
}

/** Issues and pull requests, as GitHub lists them together, newest first unless asked otherwise. */
export function listIssues(
  world: World,
  actor: Actor,
  repository: Repository,
  filter: IssueFilter = {},
) {
  requireRead(world, actor, repository, "issues");
  const found = [...repository.issues.values()].filter((issue) => matches(issue, filter));
  const key = sortKey(filter.sort);
  found.sort((a, b) => compare(key(a), key(b)) || a.number - b.number);
  if (filter.direction !== "asc") found.reverse();
  return {
    total: found.length,
    /** Only the shown page is turned into JSON: a long list stays cheap. */
    page: (from: number, to: number) =>
      found.slice(from, to).map((issue) => issueView(world, repository, issue)),
  };
}

export function readIssue(world: World, actor: Actor, { repository, number }: IssueAddress) {
  requireRead(world, actor, repository, "issues");
  return wholeIssueView(world, repository, findIssue(repository, number));
}

/** The issue's events, oldest first. */
export function listEvents(world: World, actor: Actor, { repository, number }: IssueAddress) {
  requireRead(world, actor, repository, "issues");
  const { events } = findIssue(repository, number);
  return {
    total: events.length,
    page: (from: number, to: number) =>
      events.slice(from, to).map((event) => eventView(world, repository, event)),
  };
}

function matches(issue: Issue, filter: IssueFilter): boolean {
  const state = filter.state ?? "open";
  if (state !== "all" && issue.state !== state) return false;
  if (filter.since && Date.parse(issue.updatedAt) < Date.parse(filter.since)) return false;
  if (filter.creator && !same(issue.author.login, filter.creator)) return false;
  if (filter.assignee && !issue.assignees.some((one) => same(one.login, filter.assignee))) {
    return false;
  }
  return (filter.labels ?? []).every((name) => issue.labels.some((one) => same(one.name, name)));
}

function same(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}

function sortKey(sort: string | undefined): (issue: Issue) => string | number {
  if (sort === "updated") return (issue) => issue.updatedAt;
  if (sort === "comments") return (issue) => issue.comments.length;
  return (issue) => issue.createdAt;
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

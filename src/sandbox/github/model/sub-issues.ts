import { accountOf, requireRead, requireSight, requireWrite } from "./access.ts";
import { announce } from "./announce.ts";
import type { IssueAddress } from "./label-issue.ts";
import { findIssue } from "./lookup.ts";
import { type Place, recordEvent, touch } from "./record-event.ts";
import type { Actor } from "./records.ts";
import { notFound, Refusal } from "./refusal.ts";
import { issueView, wholeIssueView } from "./view/issue.ts";
import { repositoryView } from "./view/repository.ts";
import type { World } from "./world.ts";

const need = { permission: "issues", role: "triage" as const };
export const mostSubIssues = 100;
export const deepestSubIssues = 8;

/** Makes one issue a child of another, and answers with the child. */
export function addSubIssue(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  { id, replaceParent = false }: { id: number; replaceParent?: boolean | undefined },
) {
  requireSubIssues(world);
  requireWrite(world, actor, repository, need);
  const parent = { repository, issue: findIssue(repository, number) };
  const child = issueById(world, actor, id);
  checkFamily(parent, child, replaceParent);
  if (child.issue.parent) part(world, actor, { parent: child.issue.parent, child });
  parent.issue.children.push(child);
  child.issue.parent = parent;
  tell(world, actor, { parent, child }, "added");
  return wholeIssueView(world, child.repository, child.issue);
}

export function removeSubIssue(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  id: number,
) {
  requireSubIssues(world);
  requireWrite(world, actor, repository, need);
  const parent = { repository, issue: findIssue(repository, number) };
  const child = parent.issue.children.find(({ issue }) => issue.id === id);
  if (!child) throw notFound("The provided sub-issue does not exist");
  part(world, actor, { parent, child });
  return wholeIssueView(world, repository, parent.issue);
}

/** In the order in which they were added; those the actor may not see are left out. */
export function listSubIssues(world: World, actor: Actor, { repository, number }: IssueAddress) {
  requireSubIssues(world);
  requireRead(world, actor, repository, "issues");
  return findIssue(repository, number)
    .children.filter((child) => sees(world, actor, child))
    .map((child) => issueView(world, child.repository, child.issue));
}

export function readParent(world: World, actor: Actor, { repository, number }: IssueAddress) {
  requireSubIssues(world);
  requireRead(world, actor, repository, "issues");
  const { parent } = findIssue(repository, number);
  if (!parent || !sees(world, actor, parent)) throw notFound();
  return wholeIssueView(world, parent.repository, parent.issue);
}

function requireSubIssues(world: World): void {
  if (!world.subIssues) throw notFound();
}

function issueById(world: World, actor: Actor, id: number): Place {
  for (const repository of world.repositories.values()) {
    for (const issue of repository.issues.values()) {
      if (issue.id === id && sees(world, actor, { repository, issue })) {
        return { repository, issue };
      }
    }
  }
  throw notFound("The provided sub-issue does not exist");
}

function sees(world: World, actor: Actor, { repository }: Place): boolean {
  try {
    requireSight(world, actor, repository);
    return true;
  } catch (refusal) {
    if (refusal instanceof Refusal) return false;
    throw refusal;
  }
}

function checkFamily(parent: Place, child: Place, replaceParent: boolean): void {
  const problems = [
    child.issue.isPullRequest && "Sub issue cannot be a pull request",
    child.repository.owner !== parent.repository.owner &&
      "Sub issue must have the same repository owner as its parent",
    parent.issue.children.some(({ issue }) => issue === child.issue) &&
      "Issue may not contain duplicate sub-issues",
    child.issue.parent && !replaceParent && "Sub issue may only have one parent",
    line(parent).includes(child.issue) && "Sub issue may not be its own ancestor",
    parent.issue.children.length >= mostSubIssues &&
      `Parent cannot have more than ${mostSubIssues} sub-issues`,
    line(parent).length + height(child) > deepestSubIssues &&
      `Sub-issues cannot be nested deeper than ${deepestSubIssues} levels`,
  ].filter((problem) => typeof problem === "string");
  if (problems.length === 0) return;
  throw new Refusal(
    422,
    "An error occurred while adding the sub-issue to the parent issue. " +
      `${problems.join(" and ")}`,
  );
}

/** The issue and all above it. */
function line({ issue }: Place): Place["issue"][] {
  return [issue, ...(issue.parent ? line(issue.parent) : [])];
}

/** How many levels there are from the issue down. */
function height({ issue }: Place): number {
  return 1 + Math.max(0, ...issue.children.map(height));
}

interface Family {
  parent: Place;
  child: Place;
}

function part(world: World, actor: Actor, { parent, child }: Family): void {
  parent.issue.children = parent.issue.children.filter(({ issue }) => issue !== child.issue);
  child.issue.parent = null;
  tell(world, actor, { parent, child }, "removed");
}

function tell(
  world: World,
  actor: Actor,
  { parent, child }: Family,
  what: "added" | "removed",
): void {
  touch(world, parent.issue);
  touch(world, child.issue);
  recordEvent(world, actor, parent.issue, { event: `sub_issue_${what}` });
  recordEvent(world, actor, child.issue, { event: `parent_issue_${what}` });
  const payload = () => ({
    sub_issue_id: child.issue.id,
    sub_issue: issueView(world, child.repository, child.issue),
    parent_issue_id: parent.issue.id,
    parent_issue: issueView(world, parent.repository, parent.issue),
  });
  const news = { event: "sub_issues", sender: accountOf(world, actor) };
  announce(world, {
    ...news,
    action: `parent_issue_${what}`,
    repository: child.repository,
    payload: () => ({
      ...payload(),
      parent_issue_repo: repositoryView(world, parent.repository),
    }),
  });
  announce(world, {
    ...news,
    action: `sub_issue_${what}`,
    repository: parent.repository,
    payload: () => ({ ...payload(), sub_issue_repo: repositoryView(world, child.repository) }),
  });
}

import { accountOf, holds, requireWrite } from "./access.ts";
import { replaceAssignees } from "./assign-issue.ts";
import { type IssueAddress, replaceLabels } from "./label-issue.ts";
import { checkTitle, longestBody } from "./limits.ts";
import { findIssue } from "./lookup.ts";
import type { PullRequest } from "./pulls/pull-request.ts";
import { announceIssue, type Place, recordEvent, touch } from "./record-event.ts";
import type { Actor, Repository } from "./records.ts";
import { notFound, Refusal } from "./refusal.ts";
import { revise } from "./revise.ts";
import { wholeIssueView } from "./view/issue.ts";
import { stamp, type World } from "./world.ts";

export interface IssueChange {
  title?: string | undefined;
  body?: string | null | undefined;
  state?: string | undefined;
  stateReason?: string | null | undefined;
  labels?: readonly string[] | undefined;
  assignees?: readonly string[] | undefined;
}

/** `PATCH …/issues/{n}`: what did not change makes no event and no delivery. */
export function updateIssue(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  change: IssueChange,
) {
  requireWrite(world, actor, repository, { permission: "issues", role: "read" });
  const place = { repository, issue: findIssue(repository, number) };
  requireEditor(world, actor, place, change);
  editText(world, actor, place, change);
  if (holds(world, actor, repository, "triage")) {
    if (change.labels) replaceLabels(world, actor, place, change.labels);
    if (change.assignees) replaceAssignees(world, actor, place, change.assignees);
  }
  if (change.state === "closed") {
    closeIssue(world, actor, place, { reason: change.stateReason ?? "completed" });
  }
  if (change.state === "open") reopenIssue(world, actor, place);
  return wholeIssueView(world, repository, place.issue);
}

/** Authors may edit and close their own issues; triage may close, write may edit anybody's. */
function requireEditor(world: World, actor: Actor, place: Place, change: IssueChange): void {
  if (accountOf(world, actor) === place.issue.author) return;
  const edits = change.title !== undefined || change.body !== undefined;
  if (holds(world, actor, place.repository, edits ? "write" : "triage")) return;
  throw place.repository.private ? notFound() : new Refusal(403, "Must have write access to edit.");
}

/** Changes title and body, of an issue or a pull request. */
export function editText(world: World, actor: Actor, place: Place, change: IssueChange): void {
  const { issue } = place;
  const changes: Record<string, { from: string }> = {};
  if (change.title !== undefined && change.title !== issue.title) {
    checkTitle(change.title);
    changes.title = { from: issue.title };
    recordEvent(world, actor, issue, {
      event: "renamed",
      rename: { from: issue.title, to: change.title },
    });
    issue.title = change.title;
  }
  // GitHub answers 200 to an over-long body here and keeps the old one.
  const fits = (change.body ?? "").length <= longestBody;
  if (change.body !== undefined && fits && change.body !== issue.body) {
    changes.body = { from: issue.body ?? "" };
    revise(world, actor, issue, change.body);
  }
  if (Object.keys(changes).length === 0) return;
  touch(world, issue);
  announceIssue(world, actor, place, { action: "edited", changes });
}

/** Closes an issue or pull request, unasked whether the actor may; `commit` is what closed it. */
export function closeIssue(
  world: World,
  actor: Actor,
  place: Place,
  { reason = "completed", commit }: { reason?: string; commit?: string | undefined } = {},
): void {
  const { issue } = place;
  if (!["completed", "not_planned", "duplicate"].includes(reason)) {
    throw new Refusal(422, "Validation Failed", [
      { resource: "Issue", code: "invalid", field: "state_reason" },
    ]);
  }
  const wasOpen = issue.state === "open";
  if (!wasOpen && issue.stateReason === reason) return;
  const isPull = issue.pull !== null;
  if (!isPull) issue.stateReason = reason;
  touch(world, issue);
  if (!wasOpen) return;
  issue.state = "closed";
  issue.closedAt = stamp(world);
  issue.closedBy = accountOf(world, actor);
  recordEvent(world, actor, issue, {
    event: "closed",
    ...(isPull ? {} : { stateReason: reason }),
    ...(commit === undefined ? {} : { commit }),
  });
  announceIssue(world, actor, place, { action: "closed" });
}

/** Reopens an issue or pull request, unasked whether the actor may. */
export function reopenIssue(world: World, actor: Actor, place: Place): void {
  const { issue } = place;
  if (issue.state === "open") return;
  if (issue.pull) requireBranches(place.repository, issue.pull);
  issue.state = "open";
  if (!issue.pull) issue.stateReason = "reopened";
  issue.closedAt = null;
  issue.closedBy = null;
  touch(world, issue);
  recordEvent(world, actor, issue, { event: "reopened" });
  announceIssue(world, actor, place, { action: "reopened" });
}

/** A merged pull request, or one whose branch is gone, stays closed. */
function requireBranches(repository: Repository, pull: PullRequest): void {
  const [head, base] = [pull.head, pull.base].map(({ ref }) =>
    repository.git.refs.get(`heads/${ref}`),
  );
  if (pull.mergedAt === null && head !== undefined && base !== undefined) {
    pull.head.sha = head;
    pull.base.sha = base;
    return;
  }
  throw new Refusal(422, "Validation Failed", [
    {
      resource: "PullRequest",
      code: "custom",
      field: "state",
      message: "state cannot be changed. The pull request cannot be reopened.",
    },
  ]);
}

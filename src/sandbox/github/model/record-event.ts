import { accountOf, appOf } from "./access.ts";
import { announce } from "./announce.ts";
import { announcePull } from "./pulls/announce-pull.ts";
import { isPull } from "./pulls/pull-request.ts";
import type { Account, Actor, Issue, IssueEvent, IssuePlace, Label } from "./records.ts";
import { accountView } from "./view/account.ts";
import { issueView, labelView } from "./view/issue.ts";
import { nextId, stamp, type World } from "./world.ts";

export type Place = IssuePlace;

/** Adds one row to the issue's event list. */
export function recordEvent(
  world: World,
  actor: Actor,
  issue: Issue,
  event: Pick<IssueEvent, "event"> & Partial<IssueEvent>,
): void {
  issue.events.push({
    id: nextId(world, "event"),
    actor: accountOf(world, actor),
    viaApp: appOf(world, actor),
    createdAt: stamp(world),
    ...event,
  });
}

export function touch(world: World, issue: Issue): void {
  issue.updatedAt = stamp(world);
}

/** Sends `issues.<action>`, or `pull_request.<action>` where the issue is one. */
export function announceIssue(
  world: World,
  actor: Actor,
  { repository, issue }: Place,
  what: {
    action: string;
    label?: Label;
    assignee?: Account;
    changes?: Record<string, { from: string }>;
  },
): void {
  const { action, label, assignee, changes } = what;
  const rest = {
    ...(label ? { label: labelView(world, repository, label) } : {}),
    ...(assignee ? { assignee: accountView(world, assignee) } : {}),
    ...(changes ? { changes } : {}),
  };
  if (isPull(issue)) announcePull(world, actor, { repository, issue }, { action, ...rest });
  // A pull request that is only a row in the list of issues has nothing to tell.
  if (issue.isPullRequest) return;
  announce(world, {
    event: "issues",
    action,
    sender: accountOf(world, actor),
    repository,
    payload: {
      issue: issueView(world, repository, issue),
      ...rest,
    },
  });
}

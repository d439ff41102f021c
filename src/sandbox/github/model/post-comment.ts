import { accountOf, appOf, holds, requireWrite } from "./access.ts";
import { announceComment } from "./announce-comment.ts";
import type { IssueAddress } from "./label-issue.ts";
import { checkBody, mostComments } from "./limits.ts";
import { findIssue } from "./lookup.ts";
import { touch } from "./record-event.ts";
import type { Actor, Comment, Issue, Repository } from "./records.ts";
import { invalid, Refusal } from "./refusal.ts";
import { commentView } from "./view/comment.ts";
import { nextId, stamp, type World } from "./world.ts";

export function postComment(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  body: string,
) {
  requireWrite(world, actor, repository, { permission: "issues", role: "read" });
  const issue = findIssue(repository, number);
  checkCommentBody(body);
  requireOpenThread(world, actor, repository, issue);
  const comment = makeComment(world, actor, body);
  issue.comments.push(comment);
  world.comments.set(comment.id, { repository, issue, comment });
  touch(world, issue);
  announceComment(world, actor, { repository, issue, comment }, { action: "created" });
  return commentView(world, repository, issue, comment);
}

export function checkCommentBody(body: string): void {
  if (body.trim() === "") throw invalid("IssueComment", "body", "body can't be blank");
  checkBody("IssueComment", body);
}

function requireOpenThread(world: World, actor: Actor, repository: Repository, issue: Issue): void {
  const app = actor.installation !== undefined;
  if (issue.locked && (app || !holds(world, actor, repository, "write"))) {
    throw new Refusal(403, "Unable to create comment because issue is locked.");
  }
  if (issue.comments.length >= mostComments) {
    throw invalid(
      "IssueComment",
      "body",
      `Commenting is disabled on issues with more than ${mostComments} comments`,
    );
  }
}

function makeComment(world: World, actor: Actor, body: string): Comment {
  const now = stamp(world);
  return {
    id: nextId(world, "comment"),
    body,
    author: accountOf(world, actor),
    viaApp: appOf(world, actor),
    createdAt: now,
    updatedAt: now,
    arrivedAt: world.now().getTime(),
    revisions: [],
    reactions: [],
    pin: null,
    minimized: null,
  };
}

import { accountOf } from "./access.ts";
import { announce } from "./announce.ts";
import type { Actor, Comment, Issue, Repository } from "./records.ts";
import { commentView } from "./view/comment.ts";
import { issueView } from "./view/issue.ts";
import type { World } from "./world.ts";

export interface CommentPlace {
  repository: Repository;
  issue: Issue;
  comment: Comment;
}

/** Sends `issue_comment.<action>`; comments on pull requests arrive under the same name. */
export function announceComment(
  world: World,
  actor: Actor,
  { repository, issue, comment }: CommentPlace,
  what: { action: string; changes?: Record<string, { from: string }> },
): void {
  announce(world, {
    event: "issue_comment",
    action: what.action,
    sender: accountOf(world, actor),
    repository,
    payload: {
      issue: issueView(world, repository, issue),
      comment: commentView(world, repository, issue, comment),
      ...(what.changes ? { changes: what.changes } : {}),
    },
  });
}

import { accountOf, requireWrite } from "./access.ts";
import { announceComment } from "./announce-comment.ts";
import { findComment } from "./lookup.ts";
import type { Actor, Repository } from "./records.ts";
import { notFound, Refusal } from "./refusal.ts";
import { commentView } from "./view/comment.ts";
import { stamp, type World } from "./world.ts";

interface CommentAddress {
  repository: Repository;
  id: number;
}

/** Pins a comment to the top of its issue; it takes the place of the one pinned before. */
export function pinComment(world: World, actor: Actor, { repository, id }: CommentAddress) {
  const { issue, comment } = pinnable(world, actor, { repository, id });
  if (issue.isPullRequest) throw new Refusal(422, "Comments on pull requests cannot be pinned.");
  if (issue.pinnedComment === comment) return commentView(world, repository, issue, comment);
  if (issue.pinnedComment) issue.pinnedComment.pin = null;
  issue.pinnedComment = comment;
  comment.pin = { pinnedAt: stamp(world), pinnedBy: accountOf(world, actor) };
  announceComment(world, actor, { repository, issue, comment }, { action: "pinned" });
  return commentView(world, repository, issue, comment);
}

export function unpinComment(world: World, actor: Actor, { repository, id }: CommentAddress): void {
  const { issue, comment } = pinnable(world, actor, { repository, id });
  if (issue.pinnedComment !== comment) return;
  issue.pinnedComment = null;
  comment.pin = null;
  announceComment(world, actor, { repository, issue, comment }, { action: "unpinned" });
}

function pinnable(world: World, actor: Actor, { repository, id }: CommentAddress) {
  if (!world.pinnedComments) throw notFound();
  requireWrite(world, actor, repository, { permission: "issues", role: "write" });
  return findComment(world, repository, id);
}

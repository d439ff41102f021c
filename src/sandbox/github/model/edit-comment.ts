import { accountOf, requireWrite } from "./access.ts";
import { announceComment } from "./announce-comment.ts";
import { findComment } from "./lookup.ts";
import { checkCommentBody } from "./post-comment.ts";
import { touch } from "./record-event.ts";
import type { Actor, Comment, Repository } from "./records.ts";
import { Refusal } from "./refusal.ts";
import { revise } from "./revise.ts";
import { commentView } from "./view/comment.ts";
import { stamp, type World } from "./world.ts";

/** `PATCH …/issues/comments/{id}`: the same text again changes nothing. */
export function editComment(
  world: World,
  actor: Actor,
  { repository, id }: { repository: Repository; id: number },
  body: string,
) {
  const { issue, comment } = findComment(world, repository, id);
  requireCommentEditor(world, actor, repository, comment);
  checkCommentBody(body);
  if (body === comment.body) return commentView(world, repository, issue, comment);
  const before = comment.body;
  revise(world, actor, comment, body);
  comment.updatedAt = stamp(world);
  touch(world, issue);
  const changes = { body: { from: before } };
  announceComment(world, actor, { repository, issue, comment }, { action: "edited", changes });
  return commentView(world, repository, issue, comment);
}

/** Everybody may change their own comments; others' need write. */
export function requireCommentEditor(
  world: World,
  actor: Actor,
  repository: Repository,
  comment: Comment,
): void {
  const own = accountOf(world, actor) === comment.author;
  requireWrite(world, actor, repository, {
    permission: "issues",
    role: own ? "read" : "write",
    otherwise: new Refusal(403, "Must have admin rights to Repository."),
  });
}

import { announceComment } from "./announce-comment.ts";
import { requireCommentEditor } from "./edit-comment.ts";
import { findComment } from "./lookup.ts";
import { touch } from "./record-event.ts";
import type { Actor, Repository } from "./records.ts";
import type { World } from "./world.ts";

export function deleteComment(
  world: World,
  actor: Actor,
  { repository, id }: { repository: Repository; id: number },
): void {
  const { issue, comment } = findComment(world, repository, id);
  requireCommentEditor(world, actor, repository, comment);
  issue.comments = issue.comments.filter((one) => one !== comment);
  if (issue.pinnedComment === comment) issue.pinnedComment = null;
  world.comments.delete(id);
  touch(world, issue);
  announceComment(world, actor, { repository, issue, comment }, { action: "deleted" });
}

import { requireRead } from "./access.ts";
import type { IssueAddress } from "./label-issue.ts";
import { findComment, findIssue } from "./lookup.ts";
import type { Actor, Repository } from "./records.ts";
import { commentView } from "./view/comment.ts";
import type { World } from "./world.ts";

export interface CommentFilter {
  /** ISO instant; inclusive, compared with `updated_at`. */
  since?: string | undefined;
  /** Milliseconds for which lists do not show a new comment yet. */
  lag?: number;
}

/** The comments of an issue in ascending order of id. */
export function listComments(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  { since, lag = 0 }: CommentFilter = {},
) {
  requireRead(world, actor, repository, "issues");
  const issue = findIssue(repository, number);
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const until = lag === 0 ? Number.POSITIVE_INFINITY : world.now().getTime() - lag;
  const found = issue.comments.filter(
    (one) => Date.parse(one.updatedAt) >= from && one.arrivedAt <= until,
  );
  return {
    total: found.length,
    page: (start: number, end: number) =>
      found.slice(start, end).map((one) => commentView(world, repository, issue, one)),
  };
}

export function readComment(
  world: World,
  actor: Actor,
  { repository, id }: { repository: Repository; id: number },
) {
  requireRead(world, actor, repository, "issues");
  const { issue, comment } = findComment(world, repository, id);
  return commentView(world, repository, issue, comment);
}

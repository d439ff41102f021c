import { requireRead } from "./access.ts";
import type { CommentFilter } from "./list-comments.ts";
import type { Actor, Repository } from "./records.ts";
import { commentView } from "./view/comment.ts";
import type { World } from "./world.ts";

export interface RepositoryCommentFilter extends CommentFilter {
  sort?: string | undefined;
  direction?: string | undefined;
}

/** The comments of all issues and pull requests: by id, or by `created` or `updated`. */
export function listRepositoryComments(
  world: World,
  actor: Actor,
  repository: Repository,
  { since, lag = 0, sort, direction }: RepositoryCommentFilter = {},
) {
  requireRead(world, actor, repository, "issues");
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const until = lag === 0 ? Number.POSITIVE_INFINITY : world.now().getTime() - lag;
  const found = [...repository.issues.values()]
    .flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })))
    .filter(({ comment }) => Date.parse(comment.updatedAt) >= from && comment.arrivedAt <= until);
  const key = sort === "updated" ? "updatedAt" : "createdAt";
  found.sort(({ comment: a }, { comment: b }) =>
    sort === undefined ? a.id - b.id : Date.parse(a[key]) - Date.parse(b[key]) || a.id - b.id,
  );
  // Without `sort`, GitHub ignores `direction`; with it, descending is the default.
  if (sort !== undefined && direction !== "asc") found.reverse();
  return {
    total: found.length,
    page: (start: number, end: number) =>
      found
        .slice(start, end)
        .map(({ issue, comment }) => commentView(world, repository, issue, comment)),
  };
}

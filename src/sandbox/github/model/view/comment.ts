import { fullName } from "../lookup.ts";
import { nodeId } from "../node-ids.ts";
import type { Comment, Issue, Repository } from "../records.ts";
import type { World } from "../world.ts";
import { accountView } from "./account.ts";
import { appView } from "./app.ts";
import { associationOf } from "./association.ts";
import { reactionCounts } from "./reaction.ts";

export function commentView(world: World, repository: Repository, issue: Issue, comment: Comment) {
  const name = fullName(repository);
  const base = `${world.links.api}/repos/${name}/issues`;
  const kind = issue.isPullRequest ? "pull" : "issues";
  return {
    url: `${base}/comments/${comment.id}`,
    html_url: `${world.links.html}/${name}/${kind}/${issue.number}#issuecomment-${comment.id}`,
    issue_url: `${base}/${issue.number}`,
    id: comment.id,
    node_id: nodeId("comment", comment.id),
    user: accountView(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    body: comment.body,
    author_association: associationOf(world, repository, comment.author),
    pin: comment.pin && {
      pinned_at: comment.pin.pinnedAt,
      pinned_by: accountView(world, comment.pin.pinnedBy),
    },
    minimized: comment.minimized === null ? null : { reason: comment.minimized.toLowerCase() },
    reactions: reactionCounts(`${base}/comments/${comment.id}/reactions`, comment.reactions),
    performed_via_github_app: comment.viaApp && appView(world, comment.viaApp),
  };
}

import { nodeId } from "../node-ids.ts";
import type { Reaction } from "../records.ts";
import type { World } from "../world.ts";
import { accountView } from "./account.ts";

export const reactionContents = [
  "+1",
  "-1",
  "laugh",
  "hooray",
  "confused",
  "heart",
  "rocket",
  "eyes",
] as const;

export function reactionView(world: World, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: nodeId("reaction", reaction.id),
    user: accountView(world, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

/** The summary of reactions that issues and comments carry. */
export function reactionCounts(url: string, reactions: readonly Reaction[]) {
  const counts = reactionContents.map((content) => [
    content,
    reactions.filter((one) => one.content === content).length,
  ]);
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}

import { accountOf, requireRead, requireWrite } from "./access.ts";
import { findComment } from "./lookup.ts";
import type { Actor, Repository } from "./records.ts";
import { notFound, Refusal } from "./refusal.ts";
import { reactionContents, reactionView } from "./view/reaction.ts";
import { nextId, stamp, type World } from "./world.ts";

interface CommentAddress {
  repository: Repository;
  id: number;
}

/** Adds a reaction; `created` is false when the actor had left the same one before. */
export function react(world: World, actor: Actor, at: CommentAddress, content: string) {
  requireWrite(world, actor, at.repository, { permission: "issues", role: "read" });
  const { comment } = findComment(world, at.repository, at.id);
  if (!reactionContents.some((known) => known === content)) {
    throw new Refusal(422, `Invalid request.\n\n${content} is not a reaction.`);
  }
  const user = accountOf(world, actor);
  const before = comment.reactions.find((one) => one.user === user && one.content === content);
  if (before) return { created: false, reaction: reactionView(world, before) };
  const reaction = { id: nextId(world, "reaction"), user, content, createdAt: stamp(world) };
  comment.reactions.push(reaction);
  return { created: true, reaction: reactionView(world, reaction) };
}

export function listReactions(
  world: World,
  actor: Actor,
  at: CommentAddress,
  content?: string | undefined,
) {
  requireRead(world, actor, at.repository, "issues");
  return findComment(world, at.repository, at.id)
    .comment.reactions.filter((one) => content === undefined || one.content === content)
    .map((one) => reactionView(world, one));
}

/** Takes back one's own reaction. */
export function takeBackReaction(
  world: World,
  actor: Actor,
  at: CommentAddress,
  reactionId: number,
): void {
  requireWrite(world, actor, at.repository, { permission: "issues", role: "read" });
  const { comment } = findComment(world, at.repository, at.id);
  const reaction = comment.reactions.find((one) => one.id === reactionId);
  if (!reaction || reaction.user !== accountOf(world, actor)) throw notFound();
  comment.reactions = comment.reactions.filter((one) => one !== reaction);
}

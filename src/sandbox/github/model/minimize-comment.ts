import { requireWrite } from "./access.ts";
import type { Actor } from "./records.ts";
import { notFound } from "./refusal.ts";
import type { World } from "./world.ts";

/** Folds a comment away with a reason such as OUTDATED; GitHub offers it in GraphQL only. */
export function minimizeComment(world: World, actor: Actor, id: number, reason: string): void {
  const found = world.comments.get(id);
  if (!found) throw notFound();
  requireWrite(world, actor, found.repository, { permission: "issues", role: "write" });
  found.comment.minimized = reason;
}

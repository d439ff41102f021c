import { findAccount, findIssue, findRepository } from "../github/model/lookup.ts";
import type { Comment } from "../github/model/records.ts";
import { nextId, type World } from "../github/model/world.ts";
import type { Thread } from "../github/person.ts";

/** Puts so many comments of an outage straight into the model, without deliveries. */
export function seedComments(world: World, on: Thread, given: { count: number; by: string }): void {
  const repository = findRepository(world, on.repository);
  const issue = findIssue(repository, on.number);
  const author = findAccount(world, given.by);
  for (let at = 0; at < given.count; at += 1) {
    const createdAt = world
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z");
    const comment: Comment = {
      id: nextId(world, "comment"),
      body: `Observation ${at}: the error rate is ${(at * 37) % 100} % on host ${at % 12}.`,
      author,
      viaApp: null,
      createdAt,
      updatedAt: createdAt,
      arrivedAt: world.now().getTime(),
      revisions: [],
      reactions: [],
      pin: null,
      minimized: null,
    };
    issue.comments.push(comment);
    world.comments.set(comment.id, { repository, issue, comment });
    issue.updatedAt = createdAt;
  }
}

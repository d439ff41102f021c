import { readCommit } from "../../git/commit.ts";
import { isKind } from "../../git/store.ts";
import { peel } from "../../git/tag.ts";
import { closeByKeywords } from "../pulls/close-by-keywords.ts";
import { followPush } from "../pulls/follow-push.ts";
import type { Actor, Repository } from "../records.ts";
import { stamp, type World } from "../world.ts";
import { announcePush } from "./announce-push.ts";
import type { RefMove } from "./rules.ts";

/**
 * Makes, moves or deletes a ref, unasked whether the actor may, and lets everything follow that
 * follows a push: its delivery, the pull requests of the branch, issues that commits close.
 */
export function moveRef(world: World, actor: Actor, repository: Repository, move: RefMove): void {
  const { ref, before, after } = move;
  if (before === after) return;
  if (after === undefined) repository.git.refs.delete(ref);
  else repository.git.refs.set(ref, after);
  repository.pushedAt = stamp(world);
  announcePush(world, actor, repository, move);
  if (!ref.startsWith("heads/")) return;
  const branch = ref.slice("heads/".length);
  followPush(world, actor, repository, { branch, before, after });
  if (branch === repository.defaultBranch && after !== undefined) {
    closeByKeywords(world, actor, repository, { before, after });
  }
}

/** The commit that a ref's object leads to; `undefined` when it is none. */
export function commitBehind(repository: Repository, sha: string): string | undefined {
  const found = peel(repository.git, sha);
  if (!isKind(repository.git, found, "commit")) return undefined;
  return readCommit(repository.git, found).sha;
}

import { readCommit, writeCommit } from "../../git/commit.ts";
import { isAncestor } from "../../git/history.ts";
import { mergeCommits } from "../../git/merge.ts";
import { requireWrite } from "../access.ts";
import type { Actor, Repository } from "../records.ts";
import { notFound, Refusal } from "../refusal.ts";
import { commitView } from "../view/commit.ts";
import type { World } from "../world.ts";
import { commitNamed, headOf } from "./find-commit.ts";
import { mayPush, push } from "./refs.ts";
import { makersOf } from "./signatures.ts";

/**
 * `POST …/merges`: merges a branch or commit into a branch by git. `undefined` when the branch has
 * it already; 409 when git cannot.
 */
export function mergeBranches(
  world: World,
  actor: Actor,
  repository: Repository,
  { base, head, message }: { base: string; head: string; message?: string | undefined },
) {
  requireWrite(world, actor, repository, mayPush);
  const into = headOf(repository, base);
  if (!into) throw notFound("Base does not exist");
  const from = commitNamed(repository, head, () => notFound("Head does not exist"));
  const { git } = repository;
  if (isAncestor(git, from.sha, into.sha)) return undefined;
  const merged = mergeCommits(git, into.sha, from.sha);
  if ("conflicts" in merged) throw new Refusal(409, "Merge conflict");
  const sha = writeCommit(git, {
    tree: merged.tree,
    parents: [into.sha, from.sha],
    message: message ?? `Merge ${head} into ${base}`,
    ...makersOf(world, actor),
  });
  push(world, actor, repository, { ref: `heads/${base}`, before: into.sha, after: sha });
  return commitView(world, repository, readCommit(git, sha));
}

import { readCommit } from "../../git/commit.ts";
import { entryAt, walkTree } from "../../git/tree.ts";
import { installationOf } from "../access.ts";
import type { Actor, Repository } from "../records.ts";
import { Refusal } from "../refusal.ts";
import type { World } from "../world.ts";
import { headOf } from "./find-commit.ts";
import type { RefMove } from "./rules.ts";

const folder = ".github/workflows";

/**
 * Refuses an App without `workflows: write` that moves a ref to workflows which are neither those
 * of the default branch nor those the ref had before.
 */
export function requireSameWorkflows(
  world: World,
  actor: Actor,
  repository: Repository,
  { before, after }: RefMove,
): void {
  if (actor.installation === undefined || after === undefined) return;
  const { permissions } = installationOf(world, actor.installation);
  if ((actor.narrowed?.permissions ?? permissions).workflows === "write") return;
  const wanted = workflowsAt(repository, after);
  const known = [headOf(repository, repository.defaultBranch)?.sha, before];
  if (known.some((sha) => sha !== undefined && workflowsAt(repository, sha) === wanted)) return;
  const path = changedFile(repository, after, known[0]);
  throw new Refusal(
    403,
    `refusing to allow a GitHub App to create or update workflow \`${path}\` ` +
      "without `workflows` permission",
  );
}

/** The name of the folder's content, or nothing where there are no workflows. */
function workflowsAt(repository: Repository, sha: string): string | undefined {
  return entryAt(repository.git, readCommit(repository.git, sha).tree, folder)?.sha;
}

function changedFile(repository: Repository, after: string, known: string | undefined): string {
  const [mine, theirs] = [after, known].map((sha) => {
    const tree = sha === undefined ? undefined : workflowsAt(repository, sha);
    const files = tree === undefined ? [] : [...walkTree(repository.git, tree)];
    return new Map(files.map((file) => [file.path, file.sha]));
  });
  const all = [...(mine?.keys() ?? []), ...(theirs?.keys() ?? [])];
  return `${folder}/${all.find((path) => mine?.get(path) !== theirs?.get(path)) ?? ""}`;
}

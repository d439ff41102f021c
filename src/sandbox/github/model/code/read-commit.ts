import { type GitCommit, readCommit as parseCommit } from "../../git/commit.ts";
import { type FileChange, fileChanges } from "../../git/file-changes.ts";
import { requireRead } from "../access.ts";
import type { Actor, Repository } from "../records.ts";
import { commitView, fileView } from "../view/commit.ts";
import type { World } from "../world.ts";
import { commitNamed, noCommit } from "./find-commit.ts";

/** As many files as GitHub tells of one commit or comparison. */
const mostFiles = 3_000;

/** `GET …/commits/{ref}`: the commit and what it changed against its first parent. */
export function readCommit(world: World, actor: Actor, repository: Repository, revision: string) {
  requireRead(world, actor, repository, "contents");
  const commit = commitNamed(repository, revision, noCommit(revision));
  const files = filesOf(repository, commit);
  const [additions, deletions] = [sum(files, "additions"), sum(files, "deletions")];
  const shown = files.slice(0, mostFiles);
  return {
    total: shown.length,
    /** The commit with one page of its files. */
    page: (from: number, to: number) => ({
      ...commitView(world, repository, commit),
      stats: { total: additions + deletions, additions, deletions },
      files: shown.slice(from, to).map((file) => fileView(world, repository, file, commit.sha)),
    }),
  };
}

/** What a commit changed, seen from its first parent. */
export function filesOf(repository: Repository, commit: GitCommit): readonly FileChange[] {
  const [parent] = commit.parents;
  const before = parent === undefined ? undefined : parseCommit(repository.git, parent).tree;
  return fileChanges(repository.git, before, commit.tree);
}

export function sum(files: readonly FileChange[], of: "additions" | "deletions"): number {
  return files.reduce((total, file) => total + file[of], 0);
}

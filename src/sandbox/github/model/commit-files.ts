import { type GitCommit, readCommit, writeCommit } from "../git/commit.ts";
import { writeObject } from "../git/store.ts";
import { changeTree, executableMode, fileMode, type Leaf } from "../git/tree.ts";
import { headOf } from "./code/find-commit.ts";
import { moveRef } from "./code/move-ref.ts";
import { signatureOf } from "./code/signatures.ts";
import type { Account, Repository } from "./records.ts";
import type { World } from "./world.ts";

export interface FileChanges {
  /** Texts by path; `null` deletes a file. None at all make an empty commit. */
  files: Record<string, string | null>;
  message?: string;
  author?: Account;
  /** A new branch begins at the head of the default branch. */
  branch?: string;
  /** Which of the files can be executed. */
  executable?: readonly string[];
  /** When it was written and committed; the world's time unless told. */
  at?: Date;
}

/** Puts a commit on a branch as somebody with git would, asking for no permission. */
export function commitFiles(world: World, repository: Repository, change: FileChanges): GitCommit {
  const { git } = repository;
  const branch = change.branch ?? repository.defaultBranch;
  const before = headOf(repository, branch);
  const parent = before ?? headOf(repository, repository.defaultBranch);
  const account = change.author ?? repository.owner;
  const author = signatureOf(world, account, change.at);
  const sha = writeCommit(git, {
    tree: changeTree(git, parent?.tree, leaves(repository, change)),
    parents: parent ? [parent.sha] : [],
    author,
    committer: author,
    message: change.message ?? `Change ${Object.keys(change.files).join(", ")}`,
  });
  const move = { ref: `heads/${branch}`, before: before?.sha, after: sha };
  moveRef(world, { login: account.login }, repository, move);
  return readCommit(git, sha);
}

function leaves(
  { git }: Repository,
  { files, executable = [] }: FileChanges,
): Map<string, Leaf | null> {
  return new Map(
    Object.entries(files).map(([path, text]) => {
      if (text === null) return [path, null];
      const mode = executable.includes(path) ? executableMode : fileMode;
      return [path, { mode, sha: writeObject(git, "blob", text) }];
    }),
  );
}

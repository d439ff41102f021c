import { readCommit } from "../github/git/commit.ts";
import { runGit, workshopWith } from "../github/git/real-git.ts";
import { readObject } from "../github/git/store.ts";
import { entryAt } from "../github/git/tree.ts";
import { headOf } from "../github/model/code/find-commit.ts";
import { findRepository } from "../github/model/lookup.ts";
import { type PullIssue, pullsOf } from "../github/model/pulls/pull-request.ts";
import type { World } from "../github/model/world.ts";

/** What anybody can see of a repository's code. */
export interface Code {
  readonly branches: readonly string[];
  readonly pulls: readonly PullIssue[];
  pull(number: number): PullIssue | undefined;
  /** A file's text at the head of a branch; undefined where either is missing. */
  text(path: string, branch: string): string | undefined;
  /** What a pull request changes, as the machine's own git prints it. */
  diff(pull: PullIssue): string;
  /** The conclusion of a check on the head of a pull request. */
  check(pull: PullIssue, name: string): string | undefined;
}

export function codeOf(world: World, name: string): Code {
  const repository = findRepository(world, name);
  const { git } = repository;
  const pulls = pullsOf(repository);
  return {
    branches: [...git.refs.keys()].flatMap((ref) => /^heads\/(.*)$/.exec(ref)?.[1] ?? []),
    pulls,
    pull: (number) => pulls.find((one) => one.number === number),
    text(path, branch) {
      const head = headOf(repository, branch);
      const leaf = head && entryAt(git, head.tree, path);
      return leaf && readObject(git, leaf.sha, "blob").toString("utf8");
    },
    diff({ pull }) {
      const parent = readCommit(git, pull.head.sha).parents[0] ?? "";
      const { folder } = workshopWith(git);
      const args = ["diff", "--no-color", "--unified=1", parent, pull.head.sha];
      const { status, stdout, stderr } = runGit(folder, args);
      if (status !== 0) throw new Error(`git diff ended with status ${status}: ${stderr}`);
      return stdout.toString("utf8");
    },
    check({ pull }, wanted) {
      const runs = [...repository.checkRuns.values()].filter(({ name: one }) => one === wanted);
      return runs.findLast(({ headSha }) => headSha === pull.head.sha)?.conclusion ?? undefined;
    },
  };
}

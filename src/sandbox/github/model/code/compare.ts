import { type GitCommit, readCommit } from "../../git/commit.ts";
import { type FileChange, fileChanges } from "../../git/file-changes.ts";
import { mergeBases, newestFirst } from "../../git/history.ts";
import type { GitStore } from "../../git/store.ts";
import { requireRead } from "../access.ts";
import { fullName } from "../lookup.ts";
import type { Actor, Repository } from "../records.ts";
import { notFound } from "../refusal.ts";
import { commitView, fileView } from "../view/commit.ts";
import type { World } from "../world.ts";
import { commitNamed } from "./find-commit.ts";

const mostFiles = 300;

/** How two commits stand to each other. */
export interface Comparison {
  base: GitCommit;
  head: GitCommit;
  mergeBase: GitCommit;
  /** What the head has and the base has not, oldest first. */
  ahead: readonly GitCommit[];
  behind: number;
  files: readonly FileChange[];
}

/** `GET …/compare/{base}...{head}`; the commits are paged, the files come with the first page. */
export function compare(world: World, actor: Actor, repository: Repository, basehead: string) {
  requireRead(world, actor, repository, "contents");
  const [left, right] = basehead.split("...");
  if (!left || !right) throw notFound();
  const found = compareCommits(
    repository.git,
    commitNamed(repository, unowned(repository, left)),
    commitNamed(repository, unowned(repository, right)),
  );
  if (!found) throw notFound(`No common ancestor between ${left} and ${right}.`);
  const { ahead } = found;
  return {
    total: ahead.length,
    page: (from: number, to: number) => comparisonView(world, repository, found, { from, to }),
  };
}

/** Commits never change, so neither does how two of them stand to each other. */
const known = new WeakMap<GitStore, Map<string, Comparison | undefined>>();

/** `undefined` when they have nothing in common. */
export function compareCommits(
  store: GitStore,
  base: GitCommit,
  head: GitCommit,
): Comparison | undefined {
  const answers = known.get(store) ?? new Map<string, Comparison | undefined>();
  known.set(store, answers);
  const key = `${base.sha} ${head.sha}`;
  if (!answers.has(key)) answers.set(key, compareAnew(store, base, head));
  return answers.get(key);
}

function compareAnew(store: GitStore, base: GitCommit, head: GitCommit): Comparison | undefined {
  const [sha] = mergeBases(store, base.sha, head.sha);
  if (sha === undefined) return undefined;
  const mergeBase = readCommit(store, sha);
  return {
    base,
    head,
    mergeBase,
    ahead: newestFirst(store, head.sha, base.sha).reverse(),
    behind: newestFirst(store, base.sha, head.sha).length,
    files: fileChanges(store, mergeBase.tree, head.tree),
  };
}

function comparisonView(
  world: World,
  repository: Repository,
  { base, head, mergeBase, ahead, behind, files }: Comparison,
  { from, to }: { from: number; to: number },
) {
  const name = fullName(repository);
  const spec = `${base.sha}...${head.sha}`;
  const page = `${world.links.html}/${name}/compare/${spec}`;
  return {
    url: `${world.links.api}/repos/${name}/compare/${spec}`,
    html_url: page,
    permalink_url: `${world.links.html}/${name}/compare/${spec}`,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: commitView(world, repository, base),
    merge_base_commit: commitView(world, repository, mergeBase),
    status: statusOf(ahead.length, behind),
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: ahead.slice(from, to).map((one) => commitView(world, repository, one)),
    files:
      from > 0
        ? []
        : files.slice(0, mostFiles).map((file) => fileView(world, repository, file, head.sha)),
  };
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}

/** `owner:branch` names a branch of a fork; the stand-in has none but the repository itself. */
function unowned(repository: Repository, revision: string): string {
  const prefix = `${repository.owner.login}:`;
  return revision.startsWith(prefix) ? revision.slice(prefix.length) : revision;
}

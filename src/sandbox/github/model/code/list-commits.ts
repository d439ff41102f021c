import { type GitCommit, readCommit } from "../../git/commit.ts";
import { newestFirst } from "../../git/history.ts";
import type { GitStore } from "../../git/store.ts";
import { entryAt } from "../../git/tree.ts";
import { requireRead } from "../access.ts";
import type { Actor, Repository } from "../records.ts";
import { commitView } from "../view/commit.ts";
import type { World } from "../world.ts";
import { commitNamed, defaultHead } from "./find-commit.ts";
import { accountOfSignature } from "./signatures.ts";

export interface CommitFilter {
  /** A branch or commit to begin at. */
  sha?: string | undefined;
  path?: string | undefined;
  /** A login or an email address. */
  author?: string | undefined;
  /** ISO instants, both inclusive, compared with when it was committed. */
  since?: string | undefined;
  until?: string | undefined;
}

/** `GET …/commits`: newest first. */
export function listCommits(
  world: World,
  actor: Actor,
  repository: Repository,
  filter: CommitFilter = {},
) {
  requireRead(world, actor, repository, "contents");
  defaultHead(repository);
  const found = commitHistory(world, repository, filter);
  return {
    total: found.length,
    page: (from: number, to: number) =>
      found.slice(from, to).map((one) => commitView(world, repository, one)),
  };
}

/** What `git log` shows: newest first over the whole graph, narrowed by the filter. */
function commitHistory(world: World, repository: Repository, filter: CommitFilter): GitCommit[] {
  const from = commitNamed(repository, filter.sha).sha;
  const { path } = filter;
  const touching = path === undefined ? undefined : commitsTouching(repository.git, from, path);
  return newestFirst(repository.git, from).filter(
    (commit) => (touching?.has(commit.sha) ?? true) && matches(world, commit, filter),
  );
}

function matches(world: World, commit: GitCommit, { author, since, until }: CommitFilter): boolean {
  const at = commit.committer.at * 1000;
  if (since !== undefined && at < Date.parse(since)) return false;
  if (until !== undefined && at > Date.parse(until)) return false;
  if (author === undefined) return true;
  const login = accountOfSignature(world, commit.author)?.login;
  return [login, commit.author.email].some((one) => one?.toLowerCase() === author.toLowerCase());
}

/**
 * The commits that changed a path. As in `git log`, a merge that took the path over from one of
 * its parents leads on to that parent alone.
 */
function commitsTouching(store: GitStore, from: string, path: string): Set<string> {
  const at = (sha: string) => {
    const leaf = entryAt(store, readCommit(store, sha).tree, path);
    return leaf && `${leaf.mode} ${leaf.sha}`;
  };
  const touching = new Set<string>();
  const seen = new Set([from]);
  for (const sha of seen) {
    const { parents } = readCommit(store, sha);
    const same = parents.find((parent) => at(parent) === at(sha));
    const isChange = parents.length === 0 ? at(sha) !== undefined : same === undefined;
    if (isChange) touching.add(sha);
    for (const parent of same === undefined ? parents : [same]) seen.add(parent);
  }
  return touching;
}

import { readCommit } from "../../git/commit.ts";
import { findCommit } from "../../git/revision.ts";
import { isKind, writeObject } from "../../git/store.ts";
import {
  changeTree,
  directoryMode,
  readTree as entriesOf,
  entryAt,
  kindOf,
  type Leaf,
  walkTree,
} from "../../git/tree.ts";
import { requireRead, requireWrite } from "../access.ts";
import { fullName } from "../lookup.ts";
import type { Actor, Repository } from "../records.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { World } from "../world.ts";
import { mayPush } from "./refs.ts";

/** One entry of `POST …/git/trees`: an object's name, a text, or `sha: null` to delete. */
export interface NewEntry {
  path: string;
  mode?: string | undefined;
  sha?: string | null | undefined;
  content?: string | undefined;
}

const modes = ["100644", "100755", "040000", "160000", "120000"];

/** `GET …/git/trees/{tree_sha}`, also by the name of a commit or branch. */
export function readTree(
  world: World,
  actor: Actor,
  repository: Repository,
  { tree, recursive = false }: { tree: string; recursive?: boolean },
) {
  requireRead(world, actor, repository, "contents");
  const { git } = repository;
  const sha = treeNamed(repository, tree);
  const all = recursive
    ? [...walkTree(git, sha, { directories: true })]
    : entriesOf(git, sha).map(({ name, ...leaf }) => ({ path: name, ...leaf }));
  const truncated = recursive && all.length > repository.largestTree;
  return treeView(world, repository, {
    sha,
    truncated,
    entries: truncated ? all.slice(0, repository.largestTree) : all,
  });
}

/** `POST …/git/trees`: some entries put into a tree, or into an empty one. */
export function createTree(
  world: World,
  actor: Actor,
  repository: Repository,
  { base, entries }: { base?: string | undefined; entries: readonly NewEntry[] },
) {
  requireWrite(world, actor, repository, mayPush);
  const { git } = repository;
  if (entries.length === 0) throw new Refusal(422, "Invalid tree info");
  const start = base === undefined ? undefined : treeNamed(repository, base);
  const changes = new Map<string, Leaf | null>();
  for (const entry of entries) changes.set(checkedPath(entry.path), leafOf(repository, entry));
  for (const [path, leaf] of changes) {
    const isThere = start !== undefined && entryAt(git, start, path) !== undefined;
    if (leaf === null && !isThere) throw new Refusal(422, "GitRPC::BadObjectState");
  }
  const sha = changeTree(git, start, changes);
  const shown = entriesOf(git, sha).map(({ name, ...leaf }) => ({ path: name, ...leaf }));
  return treeView(world, repository, { sha, truncated: false, entries: shown });
}

function treeNamed({ git }: Repository, name: string): string {
  if (isKind(git, name, "tree")) return name;
  const found = findCommit(git, name);
  if (typeof found === "string") throw notFound();
  return readCommit(git, found.sha).tree;
}

function checkedPath(path: string): string {
  const parts = path.split("/");
  const wrong = parts.some((part) => ["", ".", "..", ".git"].includes(part));
  if (wrong) throw new Refusal(422, "tree.path contains a malformed path component");
  return path;
}

function leafOf({ git }: Repository, { path, mode, sha, content }: NewEntry): Leaf | null {
  if (sha === null) return null;
  if (!mode || !modes.includes(mode)) {
    throw new Refusal(422, "Must supply a valid tree.mode");
  }
  if (sha === undefined && content === undefined) {
    throw new Refusal(422, `Must supply either tree.sha or tree.content for ${path}`);
  }
  if (sha === undefined) return { mode, sha: writeObject(git, "blob", content ?? "") };
  const wanted = kindOf({ mode, sha });
  if (wanted !== "commit" && !isKind(git, sha, wanted)) {
    throw new Refusal(422, `tree.sha ${sha} is not a valid ${wanted}`);
  }
  return { mode, sha };
}

function treeView(
  world: World,
  repository: Repository,
  tree: { sha: string; truncated: boolean; entries: readonly ({ path: string } & Leaf)[] },
) {
  const api = `${world.links.api}/repos/${fullName(repository)}/git`;
  return {
    sha: tree.sha,
    url: `${api}/trees/${tree.sha}`,
    tree: tree.entries.map(({ path, mode, sha }) => {
      const type = kindOf({ mode, sha });
      const size = repository.git.objects.get(sha)?.bytes.length ?? 0;
      return {
        path,
        mode,
        type,
        sha,
        ...(type === "blob" ? { size } : {}),
        ...(mode === directoryMode || type === "blob" ? { url: `${api}/${type}s/${sha}` } : {}),
      };
    }),
    truncated: tree.truncated,
  };
}

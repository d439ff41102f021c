import { readObject } from "../git/store.ts";
import { directoryMode, entryAt, kindOf, type Leaf, readTree } from "../git/tree.ts";
import { requireRead } from "./access.ts";
import { commitNamed } from "./code/find-commit.ts";
import { fullName } from "./lookup.ts";
import type { Actor, Repository } from "./records.ts";
import { notFound } from "./refusal.ts";
import type { World } from "./world.ts";

interface FileAddress {
  repository: Repository;
  path: string;
  /** A branch, tag or commit; the head of the default branch when left out. */
  ref?: string | undefined;
}

/** The text of a file, for the raw media type. */
export function readText(world: World, actor: Actor, at: FileAddress): string {
  requireRead(world, actor, at.repository, "contents");
  const found = leafAt(at);
  if (kindOf(found) !== "blob") throw notFound();
  return readObject(at.repository.git, found.sha, "blob").toString();
}

/** `GET …/contents/{path}`: one file with its text in base64, or the listing of a directory. */
export function readContents(world: World, actor: Actor, at: FileAddress) {
  requireRead(world, actor, at.repository, "contents");
  const { git } = at.repository;
  const found = leafAt(at);
  if (found.mode === directoryMode) {
    const prefix = at.path === "" ? "" : `${at.path}/`;
    return readTree(git, found.sha).map(({ name, ...leaf }) =>
      entry(world, at, { path: prefix + name, leaf }),
    );
  }
  return {
    ...entry(world, at, { path: at.path, leaf: found }),
    encoding: "base64",
    content: readObject(git, found.sha, "blob")
      .toString("base64")
      .replace(/(.{60})/g, "$1\n"),
  };
}

function leafAt({ repository, path, ref }: FileAddress): Leaf {
  const unknown = () => notFound(ref ? `No commit found for the ref ${ref}` : undefined);
  const leaf = entryAt(repository.git, commitNamed(repository, ref, unknown).tree, path);
  if (!leaf) throw notFound();
  return leaf;
}

function entry(world: World, at: FileAddress, { path, leaf }: { path: string; leaf: Leaf }) {
  const name = fullName(at.repository);
  const ref = at.ref ?? at.repository.defaultBranch;
  const isFile = leaf.mode !== directoryMode;
  const { sha } = leaf;
  const self = `${world.links.api}/repos/${name}/contents/${path}?ref=${ref}`;
  const git = `${world.links.api}/repos/${name}/git/${isFile ? "blobs" : "trees"}/${sha}`;
  const html = `${world.links.html}/${name}/${isFile ? "blob" : "tree"}/${ref}/${path}`;
  return {
    name: path.split("/").at(-1) ?? "",
    path: path,
    sha,
    size: isFile ? (at.repository.git.objects.get(sha)?.bytes.length ?? 0) : 0,
    url: self,
    html_url: html,
    git_url: git,
    download_url: isFile ? `${world.links.html}/${name}/raw/${ref}/${path}` : null,
    type: isFile ? "file" : "dir",
    _links: { self, git, html },
  };
}

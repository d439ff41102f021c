import { requireRead } from "./access.ts";
import { blobSha } from "./commit-files.ts";
import { fullName } from "./lookup.ts";
import { nodeId } from "./node-ids.ts";
import type { Actor, Commit, Repository } from "./records.ts";
import { notFound, Refusal } from "./refusal.ts";
import { accountView } from "./view/account.ts";
import type { World } from "./world.ts";

interface FileAddress {
  repository: Repository;
  path: string;
  /** A branch or commit; the head of the default branch when left out. */
  ref?: string | undefined;
}

/** The text of a file, for the raw media type. */
export function readText(world: World, actor: Actor, at: FileAddress): string {
  requireRead(world, actor, at.repository, "contents");
  const text = filesAt(at.repository, at.ref).get(at.path);
  if (text === undefined) throw notFound();
  return text;
}

/** `GET …/contents/{path}`: one file with its text in base64, or the listing of a directory. */
export function readContents(world: World, actor: Actor, at: FileAddress) {
  requireRead(world, actor, at.repository, "contents");
  const files = filesAt(at.repository, at.ref);
  const text = files.get(at.path);
  if (text !== undefined) {
    return {
      ...entry(world, at, { path: at.path, text }),
      encoding: "base64",
      content: Buffer.from(text)
        .toString("base64")
        .replace(/(.{60})/g, "$1\n"),
    };
  }
  const children = listing(files, at.path);
  if (children.size === 0) throw notFound();
  return [...children].map(([path, child]) => entry(world, at, { path, text: child }));
}

/** `GET …/commits?path=`: newest first. */
export function listCommits(
  world: World,
  actor: Actor,
  repository: Repository,
  { path, sha }: { path?: string | undefined; sha?: string | undefined } = {},
) {
  requireRead(world, actor, repository, "contents");
  if (repository.commits.length === 0) throw new Refusal(409, "Git Repository is empty.");
  const upTo = repository.commits.indexOf(commitAt(repository, sha)) + 1;
  const found = repository.commits
    .slice(0, upTo)
    .filter((one) => path === undefined || one.paths.some((changed) => within(changed, path)))
    .reverse();
  return {
    total: found.length,
    page: (from: number, to: number) =>
      found.slice(from, to).map((one) => commitView(world, repository, one)),
  };
}

function within(changed: string, path: string): boolean {
  return changed === path || changed.startsWith(`${path}/`);
}

function commitAt(repository: Repository, ref?: string): Commit {
  const head = repository.commits.at(-1);
  const wanted =
    ref === undefined || ref === repository.defaultBranch || ref === "HEAD"
      ? head
      : repository.commits.find((one) => one.sha === ref);
  if (!wanted) throw notFound(ref ? `No commit found for the ref ${ref}` : undefined);
  return wanted;
}

function filesAt(repository: Repository, ref?: string): ReadonlyMap<string, string> {
  return commitAt(repository, ref).files;
}

/** The children of a directory: a file with its text, a directory with `null`. */
function listing(files: ReadonlyMap<string, string>, path: string): Map<string, string | null> {
  const prefix = path === "" ? "" : `${path}/`;
  const children = new Map<string, string | null>();
  for (const [name, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!name.startsWith(prefix)) continue;
    const [first = "", ...rest] = name.slice(prefix.length).split("/");
    children.set(prefix + first, rest.length === 0 ? text : null);
  }
  return children;
}

function entry(world: World, at: FileAddress, child: { path: string; text: string | null }) {
  const name = fullName(at.repository);
  const ref = at.ref ?? at.repository.defaultBranch;
  const isFile = child.text !== null;
  const sha = blobSha(child.text ?? child.path);
  const self = `${world.links.api}/repos/${name}/contents/${child.path}?ref=${ref}`;
  const git = `${world.links.api}/repos/${name}/git/${isFile ? "blobs" : "trees"}/${sha}`;
  const html = `${world.links.html}/${name}/${isFile ? "blob" : "tree"}/${ref}/${child.path}`;
  return {
    name: child.path.split("/").at(-1) ?? "",
    path: child.path,
    sha,
    size: Buffer.byteLength(child.text ?? ""),
    url: self,
    html_url: html,
    git_url: git,
    download_url: isFile ? `${world.links.html}/${name}/raw/${ref}/${child.path}` : null,
    type: isFile ? "file" : "dir",
    _links: { self, git, html },
  };
}

function commitView(world: World, repository: Repository, commit: Commit) {
  const name = fullName(repository);
  const api = `${world.links.api}/repos/${name}`;
  const index = repository.commits.indexOf(commit);
  const parent = repository.commits[index - 1];
  const who = {
    name: commit.author.login,
    email: `${commit.author.login}@users.noreply.github.com`,
    date: commit.committedAt,
  };
  return {
    sha: commit.sha,
    node_id: nodeId("repository", index),
    commit: {
      author: who,
      committer: who,
      message: commit.message,
      tree: { sha: blobSha(commit.sha), url: `${api}/git/trees/${blobSha(commit.sha)}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: {
        verified: false,
        reason: "unsigned",
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${world.links.html}/${name}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: accountView(world, commit.author),
    committer: accountView(world, commit.author),
    parents: parent
      ? [
          {
            sha: parent.sha,
            url: `${api}/commits/${parent.sha}`,
            html_url: `${world.links.html}/${name}/commit/${parent.sha}`,
          },
        ]
      : [],
  };
}

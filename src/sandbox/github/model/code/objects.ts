import { dateOf, readCommit, type Signature, writeCommit } from "../../git/commit.ts";
import { isKind, readObject, writeObject } from "../../git/store.ts";
import { readTag } from "../../git/tag.ts";
import { requireRead, requireWrite } from "../access.ts";
import { fullName } from "../lookup.ts";
import { gitNodeId } from "../node-ids.ts";
import type { Actor, Repository } from "../records.ts";
import { notFound, Refusal } from "../refusal.ts";
import { gitCommitView } from "../view/commit.ts";
import type { World } from "../world.ts";
import { mayPush } from "./refs.ts";
import { makersOf } from "./signatures.ts";

export interface NewGitCommit {
  message: string;
  tree: string;
  parents?: readonly string[];
  author?: Signature | undefined;
  committer?: Signature | undefined;
}

/** `POST …/git/commits`: a commit that no ref leads to yet. */
export function createGitCommit(
  world: World,
  actor: Actor,
  repository: Repository,
  { message, tree, parents = [], author, committer }: NewGitCommit,
) {
  requireWrite(world, actor, repository, mayPush);
  const { git } = repository;
  if (!isKind(git, tree, "tree")) throw new Refusal(422, "Tree SHA does not exist");
  if (!parents.every((parent) => isKind(git, parent, "commit"))) {
    throw new Refusal(422, "Parent SHA does not exist or is not a commit object");
  }
  const makers = makersOf(world, actor, { author, committer });
  const sha = writeCommit(git, { tree, parents, message, ...makers });
  return gitCommitView(world, repository, readCommit(git, sha));
}

/** `GET …/git/commits/{commit_sha}`. */
export function readGitCommit(world: World, actor: Actor, repository: Repository, sha: string) {
  requireRead(world, actor, repository, "contents");
  if (!isKind(repository.git, sha, "commit")) throw notFound();
  return gitCommitView(world, repository, readCommit(repository.git, sha));
}

/** `POST …/git/blobs`. */
export function createBlob(
  world: World,
  actor: Actor,
  repository: Repository,
  { content, encoding = "utf-8" }: { content: string; encoding?: string | undefined },
) {
  requireWrite(world, actor, repository, mayPush);
  const bytes = Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
  const sha = writeObject(repository.git, "blob", bytes);
  return { url: `${gitUrl(world, repository)}/blobs/${sha}`, sha };
}

/** `GET …/git/blobs/{file_sha}`, always in base64. */
export function readBlob(world: World, actor: Actor, repository: Repository, sha: string) {
  requireRead(world, actor, repository, "contents");
  if (!isKind(repository.git, sha, "blob")) throw notFound();
  const bytes = readObject(repository.git, sha, "blob");
  return {
    sha,
    node_id: gitNodeId("B", repository.id, sha),
    size: bytes.length,
    url: `${gitUrl(world, repository)}/blobs/${sha}`,
    content: bytes.toString("base64").replace(/(.{60})/g, "$1\n"),
    encoding: "base64",
  };
}

/** `GET …/git/tags/{tag_sha}`: an annotated tag by the name of its object. */
export function readGitTag(world: World, actor: Actor, repository: Repository, sha: string) {
  requireRead(world, actor, repository, "contents");
  if (!isKind(repository.git, sha, "tag")) throw notFound();
  const tag = readTag(repository.git, sha);
  const { name, email } = tag.tagger;
  const url = gitUrl(world, repository);
  return {
    node_id: gitNodeId("T", repository.id, sha),
    sha,
    url: `${url}/tags/${sha}`,
    tagger: { name, email, date: dateOf(tag.tagger) },
    object: { sha: tag.object, type: tag.kind, url: `${url}/${tag.kind}s/${tag.object}` },
    tag: tag.name,
    message: tag.message.replace(/\n+$/, ""),
    verification: {
      verified: false,
      reason: "unsigned",
      signature: null,
      payload: null,
      verified_at: null,
    },
  };
}

function gitUrl(world: World, repository: Repository): string {
  return `${world.links.api}/repos/${fullName(repository)}/git`;
}

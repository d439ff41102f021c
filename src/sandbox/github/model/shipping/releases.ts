import { dateOf } from "../../git/commit.ts";
import { accountOf, requireRead, requireWrite } from "../access.ts";
import { announce } from "../announce.ts";
import { commitNamed } from "../code/find-commit.ts";
import { mayPush, push } from "../code/refs.ts";
import type { Account, Actor, Repository } from "../records.ts";
import { notFound, Refusal } from "../refusal.ts";
import { releaseView } from "../view/release.ts";
import { nextId, stamp, type World } from "../world.ts";

export interface Release {
  id: number;
  tag: string;
  target: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  author: Account;
  /** When the released commit was made; GitHub sorts by it. */
  createdAt: string;
  publishedAt: string | null;
}

export interface NewRelease {
  tag: string;
  target?: string | undefined;
  name?: string | null | undefined;
  body?: string | null | undefined;
  draft?: boolean;
  prerelease?: boolean;
}

/** `POST …/releases`: publishing one makes its tag where there is none yet. */
export function createRelease(
  world: World,
  actor: Actor,
  repository: Repository,
  input: NewRelease,
) {
  requireWrite(world, actor, repository, mayPush);
  requireFree(repository, input.tag);
  const target = input.target ?? repository.defaultBranch;
  const ref = `tags/${input.tag}`;
  const tagged = repository.git.refs.get(ref);
  const commit = commitNamed(repository, tagged ?? target, () => wrong("target_commitish"));
  const draft = input.draft ?? false;
  if (!draft && tagged === undefined) {
    push(world, actor, repository, { ref, before: undefined, after: commit.sha });
  }
  const release: Release = {
    id: nextId(world, "release"),
    tag: input.tag,
    target,
    name: input.name ?? null,
    body: input.body ?? null,
    draft,
    prerelease: input.prerelease ?? false,
    author: accountOf(world, actor),
    createdAt: dateOf(commit.committer),
    publishedAt: draft ? null : stamp(world),
  };
  repository.releases.set(release.id, release);
  announceRelease(world, actor, repository, release);
  return releaseView(world, repository, release);
}

/** `GET …/releases`, newest first; drafts are for those who may push. */
export function listReleases(world: World, actor: Actor, repository: Repository) {
  requireRead(world, actor, repository, "contents");
  const found = [...repository.releases.values()].reverse();
  return {
    total: found.length,
    page: (from: number, to: number) =>
      found.slice(from, to).map((one) => releaseView(world, repository, one)),
  };
}

/** `GET …/releases/latest`: the newest that is neither draft nor prerelease. */
export function readLatestRelease(world: World, actor: Actor, repository: Repository) {
  requireRead(world, actor, repository, "contents");
  const [latest] = [...repository.releases.values()]
    .filter((one) => !one.draft && !one.prerelease)
    .sort((a, b) =>
      a.createdAt === b.createdAt ? b.id - a.id : a.createdAt < b.createdAt ? 1 : -1,
    );
  if (!latest) throw notFound();
  return releaseView(world, repository, latest);
}

/** `GET …/releases/tags/{tag}`; drafts have no tag yet. */
export function readReleaseByTag(world: World, actor: Actor, repository: Repository, tag: string) {
  requireRead(world, actor, repository, "contents");
  const found = repository.releases.values().find((one) => one.tag === tag && !one.draft);
  if (!found) throw notFound();
  return releaseView(world, repository, found);
}

function requireFree(repository: Repository, tag: string): void {
  if (repository.releases.values().some((one) => one.tag === tag && !one.draft)) {
    throw wrong("tag_name", "already_exists");
  }
}

function wrong(field: string, code = "invalid"): Refusal {
  return new Refusal(422, "Validation Failed", [{ resource: "Release", code, field }]);
}

function announceRelease(
  world: World,
  actor: Actor,
  repository: Repository,
  release: Release,
): void {
  const kind = release.prerelease ? "prereleased" : "released";
  for (const action of release.draft ? ["created"] : ["created", "published", kind]) {
    announce(world, {
      event: "release",
      action,
      sender: accountOf(world, actor),
      repository,
      payload: { release: releaseView(world, repository, release) },
    });
  }
}

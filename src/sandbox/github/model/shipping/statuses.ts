import { readCommit } from "../../git/commit.ts";
import { isAncestor } from "../../git/history.ts";
import { accountOf, requireRead, requireWrite } from "../access.ts";
import { announce } from "../announce.ts";
import { commitNamed, noCommit } from "../code/find-commit.ts";
import { fullName } from "../lookup.ts";
import { nodeId } from "../node-ids.ts";
import type { Account, Actor, Repository } from "../records.ts";
import { notFound, Refusal } from "../refusal.ts";
import { accountView } from "../view/account.ts";
import { commitView } from "../view/commit.ts";
import { repositoryView } from "../view/repository.ts";
import { nextId, stamp, type World } from "../world.ts";

/** What some service says about a commit. */
export interface CommitStatus {
  id: number;
  sha: string;
  state: string;
  context: string;
  description: string | null;
  targetUrl: string | null;
  creator: Account;
  createdAt: string;
}

export interface NewStatus {
  state: string;
  context?: string | undefined;
  description?: string | null | undefined;
  targetUrl?: string | null | undefined;
}

const states = ["error", "failure", "pending", "success"];

/** `POST …/statuses/{sha}`. */
export function createStatus(
  world: World,
  actor: Actor,
  repository: Repository,
  { sha, ...input }: NewStatus & { sha: string },
) {
  const need = { permission: "statuses", role: "write" as const, otherwise: notFound() };
  requireWrite(world, actor, repository, need);
  const commit = commitNamed(repository, sha, noCommit(sha));
  if (!states.includes(input.state)) {
    throw new Refusal(422, "Validation Failed", [
      { resource: "Status", code: "custom", field: "state", message: "state is not included" },
    ]);
  }
  const status: CommitStatus = {
    id: nextId(world, "status"),
    sha: commit.sha,
    state: input.state,
    context: input.context ?? "default",
    description: input.description ?? null,
    targetUrl: input.targetUrl ?? null,
    creator: accountOf(world, actor),
    createdAt: stamp(world),
  };
  repository.statuses.push(status);
  announceStatus(world, actor, repository, status);
  const { creator } = status;
  return { ...statusView(world, repository, status), creator: accountView(world, creator) };
}

/** `GET …/commits/{ref}/status`: the last word of every context, and all of them in one. */
export function readCombinedStatus(
  world: World,
  actor: Actor,
  repository: Repository,
  revision: string,
) {
  requireRead(world, actor, repository, "statuses");
  const { sha } = commitNamed(repository, revision, noCommit(revision));
  const latest = new Map<string, CommitStatus>();
  for (const one of repository.statuses) if (one.sha === sha) latest.set(one.context, one);
  const statuses = [...latest.values()];
  const url = `${world.links.api}/repos/${fullName(repository)}/commits/${sha}`;
  return {
    total: statuses.length,
    page: (from: number, to: number) => ({
      state: combined(statuses),
      statuses: statuses.slice(from, to).map((one) => statusView(world, repository, one)),
      sha,
      total_count: statuses.length,
      repository: repositoryView(world, repository),
      commit_url: url,
      url: `${url}/status`,
    }),
  };
}

function combined(statuses: readonly CommitStatus[]): string {
  const all = statuses.map(({ state }) => state);
  if (all.some((state) => state === "failure" || state === "error")) return "failure";
  return all.length > 0 && all.every((state) => state === "success") ? "success" : "pending";
}

function statusView(world: World, repository: Repository, status: CommitStatus) {
  return {
    url: `${world.links.api}/repos/${fullName(repository)}/statuses/${status.sha}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${status.creator.id}?v=4`,
    id: status.id,
    node_id: nodeId("status", status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

function announceStatus(
  world: World,
  actor: Actor,
  repository: Repository,
  status: CommitStatus,
): void {
  const { git } = repository;
  const branches = [...git.refs]
    .filter(([ref, head]) => ref.startsWith("heads/") && isAncestor(git, status.sha, head))
    .map(([ref, sha]) => ({
      name: ref.slice("heads/".length),
      commit: { sha, url: `${world.links.api}/repos/${fullName(repository)}/commits/${sha}` },
      protected: repository.protection.has(ref.slice("heads/".length)),
    }));
  const { url: _, node_id: __, ...shown } = statusView(world, repository, status);
  announce(world, {
    event: "status",
    action: null,
    sender: accountOf(world, actor),
    repository,
    payload: {
      ...shown,
      sha: status.sha,
      name: fullName(repository),
      commit: commitView(world, repository, readCommit(git, status.sha)),
      branches: branches.slice(0, 10),
    },
  });
}

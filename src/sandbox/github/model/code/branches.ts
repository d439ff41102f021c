import { readCommit } from "../../git/commit.ts";
import { requireRead } from "../access.ts";
import { fullName } from "../lookup.ts";
import type { Actor, Repository } from "../records.ts";
import { notFound } from "../refusal.ts";
import { commitView } from "../view/commit.ts";
import type { World } from "../world.ts";
import { headOf } from "./find-commit.ts";
import { requiredChecks } from "./rules.ts";

/** `GET …/branches/{branch}`. */
export function readBranch(world: World, actor: Actor, repository: Repository, branch: string) {
  requireRead(world, actor, repository, "contents");
  const head = headOf(repository, branch);
  if (!head) throw notFound("Branch not found");
  const name = fullName(repository);
  const self = `${world.links.api}/repos/${name}/branches/${branch}`;
  return {
    name: branch,
    commit: commitView(world, repository, head),
    _links: { self, html: `${world.links.html}/${name}/tree/${branch}` },
    ...protectionOf(repository, branch),
    protection_url: `${self}/protection`,
  };
}

/** `GET …/branches`, by name. */
export function listBranches(world: World, actor: Actor, repository: Repository) {
  requireRead(world, actor, repository, "contents");
  const api = `${world.links.api}/repos/${fullName(repository)}`;
  return [...repository.git.refs]
    .filter(([ref]) => ref.startsWith("heads/"))
    .map(([ref, sha]) => ({ name: ref.slice("heads/".length), sha }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sha }) => ({
      name,
      commit: { sha: readCommit(repository.git, sha).sha, url: `${api}/commits/${sha}` },
      protected: protectionOf(repository, name).protected,
    }));
}

function protectionOf(repository: Repository, branch: string) {
  const isProtected =
    repository.protection.has(branch) || requiredChecks(repository, branch).length > 0;
  const contexts = [...(repository.protection.get(branch) ?? [])];
  return {
    protected: isProtected,
    protection: {
      enabled: repository.protection.has(branch),
      required_status_checks: {
        enforcement_level: contexts.length > 0 ? "non_admins" : "off",
        contexts,
        checks: contexts.map((context) => ({ context, app_id: null })),
      },
    },
  };
}

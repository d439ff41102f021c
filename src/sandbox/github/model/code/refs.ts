import { isAncestor } from "../../git/history.ts";
import { requireRead, requireWrite } from "../access.ts";
import { fullName } from "../lookup.ts";
import { gitNodeId } from "../node-ids.ts";
import type { Actor, Repository } from "../records.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { World } from "../world.ts";
import { requireSameWorkflows } from "./check-workflows.ts";
import { commitBehind, moveRef } from "./move-ref.ts";
import { type RefMove, requireAllowed } from "./rules.ts";

/** What writing to the history needs. GitHub hides it from people who may only read. */
export const mayPush = {
  permission: "contents",
  role: "write" as const,
  otherwise: notFound(),
};

/** `GET …/git/ref/{ref}`; `ref` without `refs/`, for example `heads/main`. */
export function readRef(world: World, actor: Actor, repository: Repository, ref: string) {
  requireRead(world, actor, repository, "contents");
  return refView(world, repository, { ref, sha: existing(repository, ref) });
}

/** `GET …/git/matching-refs/{ref}`: every ref whose name begins so. */
export function matchingRefs(world: World, actor: Actor, repository: Repository, prefix: string) {
  requireRead(world, actor, repository, "contents");
  return [...repository.git.refs]
    .filter(([ref]) => ref.startsWith(prefix))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ref, sha]) => refView(world, repository, { ref, sha }));
}

/** `POST …/git/refs`; `ref` with its `refs/`. */
export function createRef(
  world: World,
  actor: Actor,
  repository: Repository,
  { ref, sha }: { ref: string; sha: string },
) {
  requireWrite(world, actor, repository, mayPush);
  const name = wellFormed(ref);
  requireObject(repository, sha);
  if (repository.git.refs.has(name)) throw new Refusal(422, "Reference already exists");
  requireRoom(repository, name);
  push(world, actor, repository, { ref: name, before: undefined, after: sha });
  return refView(world, repository, { ref: name, sha });
}

/** `PATCH …/git/refs/{ref}`: fast-forward only, unless forced. */
export function updateRef(
  world: World,
  actor: Actor,
  repository: Repository,
  { ref, sha, force = false }: { ref: string; sha: string; force?: boolean },
) {
  requireWrite(world, actor, repository, mayPush);
  const before = repository.git.refs.get(ref);
  if (before === undefined) throw new Refusal(422, "Reference does not exist");
  requireObject(repository, sha);
  const [old, now] = [commitBehind(repository, before), commitBehind(repository, sha)];
  if (!force && !(old && now && isAncestor(repository.git, old, now))) {
    throw new Refusal(422, "Update is not a fast forward");
  }
  push(world, actor, repository, { ref, before, after: sha });
  return refView(world, repository, { ref, sha });
}

/** `DELETE …/git/refs/{ref}`. */
export function deleteRef(world: World, actor: Actor, repository: Repository, ref: string): void {
  requireWrite(world, actor, repository, mayPush);
  const before = repository.git.refs.get(ref);
  if (before === undefined) throw new Refusal(422, "Reference does not exist");
  if (ref === `heads/${repository.defaultBranch}`) {
    throw new Refusal(422, "Cannot delete the default branch");
  }
  push(world, actor, repository, { ref, before, after: undefined });
}

/** Moves a ref after everything that may forbid it was asked. */
export function push(world: World, actor: Actor, repository: Repository, move: RefMove): void {
  if (move.before === move.after) return;
  requireAllowed(repository, move);
  const [before, after] = [move.before, move.after].map(
    (sha) => sha && commitBehind(repository, sha),
  );
  requireSameWorkflows(world, actor, repository, { ref: move.ref, before, after });
  moveRef(world, actor, repository, move);
}

function existing(repository: Repository, ref: string): string {
  const sha = repository.git.refs.get(ref);
  if (sha === undefined) throw notFound();
  return sha;
}

/** The rules of `git check-ref-format`, and a full name as the API wants it. */
function wellFormed(ref: string): string {
  const name = /^refs\/((?:heads|tags)\/.+)$/.exec(ref)?.[1];
  const wrong =
    // biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids exactly these
    /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$|\.lock(\/|$)|(^|\/)\./;
  if (name === undefined) {
    throw new Refusal(422, "Reference name must start with 'refs/' and contain at least 2 slashes");
  }
  if (wrong.test(name)) throw new Refusal(422, `${ref} is not a valid ref name.`);
  return name;
}

/** A branch `a` leaves no room for a branch `a/b`. */
function requireRoom(repository: Repository, name: string): void {
  for (const other of repository.git.refs.keys()) {
    if (other.startsWith(`${name}/`) || name.startsWith(`${other}/`)) {
      throw new Refusal(422, "Reference update failed");
    }
  }
}

function requireObject(repository: Repository, sha: string): void {
  if (!/^[0-9a-f]{40}$/i.test(sha)) {
    throw new Refusal(
      422,
      "The sha parameter must be exactly 40 characters and contain only [0-9a-f].",
    );
  }
  if (!repository.git.objects.has(sha)) throw new Refusal(422, "Object does not exist");
}

function refView(world: World, repository: Repository, { ref, sha }: { ref: string; sha: string }) {
  const api = `${world.links.api}/repos/${fullName(repository)}/git`;
  const type = repository.git.objects.get(sha)?.kind ?? "commit";
  return {
    ref: `refs/${ref}`,
    node_id: gitNodeId("REF", repository.id, ref),
    url: `${api}/refs/${ref}`,
    object: { sha, type, url: `${api}/${type}s/${sha}` },
  };
}

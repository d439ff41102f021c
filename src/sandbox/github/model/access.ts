import type { Account, Actor, App, Installation, Repository, Role } from "./records.ts";
import { notForIntegrations, notFound, Refusal } from "./refusal.ts";
import type { World } from "./world.ts";

const ranks: readonly Role[] = ["none", "read", "triage", "write", "maintain", "admin"];

export function atLeast(role: Role, wanted: Role): boolean {
  return ranks.indexOf(role) >= ranks.indexOf(wanted);
}

/** What a login may do on a repository: the name of the role and the built-in role behind it. */
export function roleOf(
  world: World,
  repository: Repository,
  login: string,
): { name: string; base: Role } {
  const key = login.toLowerCase();
  if (repository.owner.login.toLowerCase() === key) return { name: "admin", base: "admin" };
  const organization = world.organizations.get(repository.owner.login.toLowerCase());
  const member = organization?.members.get(key);
  if (member?.role === "admin") return { name: "admin", base: "admin" };
  const given = repository.collaborators.get(key);
  const grants = [
    repository.private ? "none" : "read",
    member && organization ? organization.basePermission : "none",
    given ?? "none",
  ].map((name) => ({ name, base: organization?.customRoles.get(name) ?? builtIn(name) }));
  return grants.reduce((best, next) => (atLeast(next.base, best.base) ? next : best));
}

function builtIn(name: string): Role {
  return ranks.find((role) => role === name) ?? "read";
}

export function accountOf(world: World, actor: Actor): Account {
  const account = world.accounts.get(actor.login.toLowerCase());
  if (!account) throw new Refusal(401, "Bad credentials");
  return account;
}

/** The App whose name GitHub shows beside what this actor does. */
export function appOf(world: World, actor: Actor): App | null {
  if (actor.installation !== undefined) return installationOf(world, actor.installation).app;
  return actor.throughApp === undefined ? null : (world.apps.get(actor.throughApp) ?? null);
}

export function installationOf(world: World, id: number): Installation {
  const installation = world.installations.get(id);
  if (!installation) throw new Refusal(401, "Bad credentials");
  return installation;
}

export function covers(installation: Installation, repository: Repository): boolean {
  if (installation.account.id !== repository.owner.id) return false;
  return installation.repositories === null || installation.repositories.has(repository.id);
}

/** What an installation token may do here: its permissions, or nothing when it does not reach. */
function granted(world: World, actor: Actor, repository: Repository) {
  if (actor.installation === undefined) return undefined;
  const installation = installationOf(world, actor.installation);
  const reach = actor.narrowed?.repositories;
  if (!covers(installation, repository) || (reach && !reach.includes(repository.id))) return null;
  return actor.narrowed?.permissions ?? installation.permissions;
}

/** Throws what GitHub answers when this actor cannot even see the repository. */
export function requireSight(world: World, actor: Actor, repository: Repository): void {
  if (!repository.private) return;
  const sees =
    actor.installation === undefined
      ? roleOf(world, repository, actor.login).base !== "none"
      : granted(world, actor, repository) !== null;
  if (!sees) throw notFound();
}

/** Throws unless the actor may read this part of the repository. */
export function requireRead(
  world: World,
  actor: Actor,
  repository: Repository,
  permission: string,
): void {
  requireSight(world, actor, repository);
  const permissions = granted(world, actor, repository);
  // A token that does not reach a public repository reads it like anybody.
  if (!permissions || permission === "metadata") return;
  if (!permissions[permission]) throw notForIntegrations();
}

/** Throws unless an App holds `permission: write`, or a person holds `role`. */
export function requireWrite(
  world: World,
  actor: Actor,
  repository: Repository,
  need: { permission: string; role: Role; otherwise?: Refusal },
): void {
  requireSight(world, actor, repository);
  const permissions = granted(world, actor, repository);
  if (permissions === undefined) {
    if (atLeast(roleOf(world, repository, actor.login).base, need.role)) return;
    throw need.otherwise ?? new Refusal(403, "Must have admin rights to Repository.");
  }
  if (permissions?.[need.permission] !== "write") throw notForIntegrations();
}

/** Whether the actor holds at least this role, for rules that drop instead of refusing. */
export function holds(world: World, actor: Actor, repository: Repository, role: Role): boolean {
  const permissions = granted(world, actor, repository);
  if (permissions !== undefined) return permissions?.issues === "write";
  return atLeast(roleOf(world, repository, actor.login).base, role);
}

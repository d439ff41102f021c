import { covers } from "../../model/access.ts";
import { installedRepositories } from "../../model/apps.ts";
import { findAccount, findRepository } from "../../model/lookup.ts";
import type { Installation } from "../../model/records.ts";
import { notForIntegrations, notFound, Refusal } from "../../model/refusal.ts";
import { installationView, ownAppView } from "../../model/view/app.ts";
import { repositoryView } from "../../model/view/repository.ts";
import { isObject, names, numberParam, param } from "../fields.ts";
import { paged, wholeList } from "../paging.ts";
import { type Call, created, ok, type Route } from "../route.ts";

/** What an App asks about itself, and how it gets its tokens. */
export const appRoutes: readonly Route[] = [
  { method: "GET", path: "/app", auth: "app", run: (call) => ok(ownAppView(call.world, call.app)) },
  { method: "GET", path: "/app/installations", auth: "app", run: listInstallations },
  {
    method: "GET",
    path: "/app/installations/{installation_id}",
    auth: "app",
    run: readInstallation,
  },
  {
    method: "POST",
    path: "/app/installations/{installation_id}/access_tokens",
    auth: "app",
    run: createToken,
  },
  { method: "GET", path: "/repos/{owner}/{repo}/installation", auth: "app", run: ofRepository },
  {
    method: "GET",
    path: "/orgs/{org}/installation",
    auth: "app",
    run: (call) => ofAccount(call, "org"),
  },
  {
    method: "GET",
    path: "/users/{username}/installation",
    auth: "app",
    run: (call) => ofAccount(call, "username"),
  },
  { method: "GET", path: "/installation/repositories", auth: "token", run: listRepositories },
];

function own(call: Call): Installation[] {
  return [...call.world.installations.values()].filter((one) => one.app === call.app);
}

function listInstallations(call: Call) {
  return paged(call, wholeList(own(call).map((one) => installationView(call.world, one))));
}

function readInstallation(call: Call) {
  return ok(installationView(call.world, find(call)));
}

function find(call: Call): Installation {
  const installation = own(call).find((one) => one.id === numberParam(call, "installation_id"));
  if (!installation) throw notFound();
  return installation;
}

function ofRepository(call: Call) {
  const repository = findRepository(call.world, `${param(call, "owner")}/${param(call, "repo")}`);
  const installation = own(call).find((one) => covers(one, repository));
  if (!installation) throw notFound();
  return ok(installationView(call.world, installation));
}

function ofAccount(call: Call, name: "org" | "username") {
  const account = findAccount(call.world, param(call, name));
  const installation = own(call).find((one) => one.account === account);
  if (!installation) throw notFound();
  return ok(installationView(call.world, installation));
}

/** A token for the whole installation, or narrowed to some repositories and permissions. */
function createToken(call: Call) {
  const installation = find(call);
  const repositories = narrowedRepositories(call, installation);
  const permissions = narrowedPermissions(call, installation);
  const narrowed = {
    ...(repositories ? { repositories: repositories.map((one) => one.id) } : {}),
    ...(permissions ? { permissions } : {}),
  };
  const { token, expiresAt } = call.tokens.forInstallation(installation, narrowed);
  return created({
    token,
    expires_at: expiresAt,
    permissions: permissions ?? { ...installation.permissions },
    repository_selection: installation.repositories || repositories ? "selected" : "all",
    ...(repositories
      ? { repositories: repositories.map((one) => repositoryView(call.world, one)) }
      : {}),
  });
}

function narrowedRepositories(call: Call, installation: Installation) {
  const wanted = names(call.body, "repositories");
  const ids: unknown[] | undefined = Array.isArray(call.body.repository_ids)
    ? call.body.repository_ids
    : undefined;
  if (!wanted && !ids) return undefined;
  const reachable = installedRepositories(call.world, installation);
  const chosen = reachable.filter((one) => wanted?.includes(one.name) || ids?.includes(one.id));
  if (chosen.length === (wanted?.length ?? 0) + (ids?.length ?? 0)) return chosen;
  throw new Refusal(
    422,
    "There is at least one repository that does not exist or is not accessible to the parent installation.",
  );
}

function narrowedPermissions(call: Call, installation: Installation) {
  const wanted = call.body.permissions;
  if (!isObject(wanted)) return undefined;
  const permissions: Record<string, string> = { metadata: "read" };
  for (const [name, level] of Object.entries(wanted)) {
    const granted = installation.permissions[name];
    if (typeof level !== "string" || !granted || (level === "write" && granted !== "write")) {
      throw new Refusal(422, "The permissions requested are not granted to this installation.");
    }
    permissions[name] = level;
  }
  return permissions;
}

function listRepositories(call: Call) {
  const { actor, world } = call;
  const installation =
    actor.installation === undefined ? undefined : world.installations.get(actor.installation);
  if (!installation) throw notForIntegrations();
  const reach = actor.narrowed?.repositories;
  const found = installedRepositories(world, installation).filter(
    (one) => !reach || reach.includes(one.id),
  );
  const list = wholeList(found.map((one) => repositoryView(world, one)));
  return paged(call, list, (repositories) => ({
    total_count: found.length,
    repository_selection: installation.repositories ? "selected" : "all",
    repositories,
  }));
}

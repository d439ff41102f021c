import { covers } from "./access.ts";
import { announce } from "./announce.ts";
import { fullName } from "./lookup.ts";
import { nodeId } from "./node-ids.ts";
import { addAccount } from "./people.ts";
import type { Account, App, Installation, Repository } from "./records.ts";
import { accountView } from "./view/account.ts";
import { installationView } from "./view/app.ts";
import { nextId, stamp, type World } from "./world.ts";

export interface NewApp {
  slug: string;
  name?: string;
  owner: Account;
  publicKey: string;
  permissions: Record<string, string>;
  events: readonly string[];
  hook?: { url?: string | null; secret?: string };
  id?: number;
}

/** Registers an App together with its bot user `<slug>[bot]`. */
export function addApp(world: World, input: NewApp): App {
  const id = input.id ?? nextId(world, "app");
  const app: App = {
    id,
    slug: input.slug,
    name: input.name ?? input.slug,
    clientId: `Iv23li${id.toString(36).padStart(14, "0")}`,
    owner: input.owner,
    bot: addAccount(world, `${input.slug}[bot]`, "Bot"),
    publicKey: input.publicKey,
    permissions: { metadata: "read", ...input.permissions },
    events: [...input.events],
    createdAt: stamp(world),
    hook: {
      id: nextId(world, "hook"),
      url: input.hook?.url ?? null,
      secret: input.hook?.secret ?? "",
    },
  };
  world.apps.set(id, app);
  return app;
}

/** Installs an App on an account: on all its repositories, or on the named ones. */
export function installApp(
  world: World,
  app: App,
  on: { account: Account; repositories?: readonly Repository[]; sender?: Account },
): Installation {
  const installation: Installation = {
    id: nextId(world, "installation"),
    app,
    account: on.account,
    repositories: on.repositories ? new Set(on.repositories.map((one) => one.id)) : null,
    permissions: { ...app.permissions },
    createdAt: stamp(world),
  };
  world.installations.set(installation.id, installation);
  announceInstallation(world, installation, { action: "created", sender: on.sender });
  return installation;
}

export function uninstallApp(world: World, installation: Installation, sender?: Account): void {
  announceInstallation(world, installation, { action: "deleted", sender });
  world.installations.delete(installation.id);
}

/** Adds repositories to an installation on selected repositories, or removes them. */
export function changeInstallation(
  world: World,
  installation: Installation,
  change: { add?: readonly Repository[]; remove?: readonly Repository[]; sender?: Account },
): void {
  const selected = new Set(installedRepositories(world, installation).map((one) => one.id));
  for (const one of change.add ?? []) selected.add(one.id);
  for (const one of change.remove ?? []) selected.delete(one.id);
  installation.repositories = selected;
  const added = (change.add ?? []).map(listed);
  const removed = (change.remove ?? []).map(listed);
  announce(world, {
    event: "installation_repositories",
    action: added.length > 0 ? "added" : "removed",
    installation,
    sender: change.sender ?? installation.account,
    payload: {
      installation: installationView(world, installation),
      repository_selection: "selected",
      repositories_added: added,
      repositories_removed: removed,
      requester: null,
    },
  });
}

export function installedRepositories(world: World, installation: Installation): Repository[] {
  return [...world.repositories.values()].filter((one) => covers(installation, one));
}

function announceInstallation(
  world: World,
  installation: Installation,
  what: { action: string; sender: Account | undefined },
): void {
  announce(world, {
    event: "installation",
    action: what.action,
    installation,
    sender: what.sender ?? installation.account,
    payload: {
      installation: installationView(world, installation),
      repositories: installedRepositories(world, installation).map(listed),
      requester: null,
      sender: accountView(world, what.sender ?? installation.account),
    },
  });
}

function listed(repository: Repository) {
  return {
    id: repository.id,
    node_id: nodeId("repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
  };
}

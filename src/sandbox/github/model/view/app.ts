import { nodeId } from "../node-ids.ts";
import type { App, Installation } from "../records.ts";
import type { World } from "../world.ts";
import { accountView } from "./account.ts";

export function appView(world: World, app: App) {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId("app", app.id),
    owner: accountView(world, app.owner),
    name: app.name,
    description: null,
    external_url: "https://example.com",
    html_url: `${world.links.html}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: { ...app.permissions },
    events: [...app.events],
  };
}

/** `GET /app` also says how often it is installed. */
export function ownAppView(world: World, app: App) {
  const installations = [...world.installations.values()].filter((one) => one.app === app);
  return { ...appView(world, app), installations_count: installations.length };
}

export function installationView(world: World, installation: Installation) {
  const { api, html } = world.links;
  const url = `${api}/app/installations/${installation.id}`;
  return {
    id: installation.id,
    client_id: installation.app.clientId,
    account: accountView(world, installation.account),
    repository_selection: installation.repositories === null ? "all" : "selected",
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${api}/installation/repositories`,
    html_url: `${html}/settings/installations/${installation.id}`,
    app_id: installation.app.id,
    app_slug: installation.app.slug,
    target_id: installation.account.id,
    target_type: installation.account.type,
    permissions: { ...installation.permissions },
    events: [...installation.app.events],
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}

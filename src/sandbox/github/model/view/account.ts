import { nodeId } from "../node-ids.ts";
import type { Account } from "../records.ts";
import type { World } from "../world.ts";

/** An account as GitHub shows it inside other objects. */
export function accountView(world: World, account: Account) {
  const { api, html } = world.links;
  const url = `${api}/users/${encodeURIComponent(account.login)}`;
  const bot = account.type === "Bot";
  const kind = bot ? "bot" : account.type === "User" ? "user" : "organization";
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(kind, account.id),
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    gravatar_id: "",
    url,
    html_url: bot
      ? `${html}/apps/${account.login.replace("[bot]", "")}`
      : `${html}/${account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: "public",
    site_admin: false,
  };
}

/** An account as `GET /user` and `GET /users/{login}` show it. */
export function profileView(world: World, account: Account, createdAt: string) {
  return {
    ...accountView(world, account),
    name: account.login,
    company: null,
    blog: "",
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: createdAt,
    updated_at: createdAt,
  };
}

/** The organization part of a webhook payload. */
export function organizationView(world: World, account: Account) {
  const url = `${world.links.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId("organization", account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    description: null,
  };
}

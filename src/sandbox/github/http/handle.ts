import { findRepository, formerly, fullName } from "../model/lookup.ts";
import { Refusal } from "../model/refusal.ts";
import type { World } from "../model/world.ts";
import { type Fault, takesEffect } from "./faults.ts";
import { isObject } from "./fields.ts";
import { disturb, documentation, type Finished, finish } from "./finish.ts";
import { type Identity, identify } from "./identify.ts";
import { matcher } from "./match.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Answer, Call } from "./route.ts";
import { routes } from "./routes.ts";
import type { GitHubServer, ServerOptions } from "./server.ts";
import { badCredentials } from "./tokens.ts";

export interface Incoming {
  method: string;
  url: URL;
  authorization: string | undefined;
  accept: string;
  ifNoneMatch: string | undefined;
  text: string;
}

/** What goes back over the wire, and how it was reached. */
export interface Handled extends Finished {
  route: string | undefined;
  actor: string;
  fault: Fault | undefined;
}

type Context = ServerOptions & { limits: RateLimits; github: GitHubServer; index: number };

const find = matcher(routes);

/** Takes one request through identity, route, rate limit and faults to an answer. */
export function handle(incoming: Incoming, context: Context): Handled {
  const { path, template, redirect } = resolvePath(context.world, incoming.url.pathname);
  const match = find(incoming.method, path);
  const route = match && template(match.route.path);
  const identity = identify(incoming.authorization, match?.route, context.tokens);
  const body = readJson(incoming.text);
  const fault = context.github.faults({
    index: context.index,
    method: incoming.method,
    path: incoming.url.pathname,
    route,
    query: incoming.url.searchParams,
    body: body ?? {},
    actor: identity.name,
  });
  const proper = () => {
    if (identity.refusal) throw identity.refusal;
    if (redirect) return movedTo(context.world, redirect, incoming.method);
    if (!match) throw new Refusal(404, "Not Found");
    if (body === undefined) throw new Refusal(400, "Problems parsing JSON");
    return match.route.run(callOf(incoming, context, { identity, params: match.params, body }));
  };
  const run = takesEffect(fault) ? proper : undefined;
  const finished = finish(context, incoming, { actor: identity.name, run });
  return { ...disturb(finished, fault), route, actor: identity.name, fault };
}

function callOf(
  incoming: Incoming,
  context: Context,
  what: { identity: Identity; params: Record<string, string>; body: Record<string, unknown> },
): Call {
  const nobody = { login: "" };
  return {
    world: context.world,
    tokens: context.tokens,
    deliveries: context.deliveries,
    manifests: context.manifests,
    get actor() {
      return what.identity.actor ?? nobody;
    },
    get app() {
      if (!what.identity.app) throw badCredentials();
      return what.identity.app;
    },
    params: what.params,
    query: incoming.url.searchParams,
    body: what.body,
    accept: incoming.accept,
    lag: context.github.lag,
    rate: () => context.limits.spend(what.identity.name, 0),
    url: incoming.url,
  };
}

/** `/repositories/{id}/…` is every repository route under another name. */
function resolvePath(world: World, path: string) {
  const byId = /^\/repositories\/(\d+)(\/.*)?$/.exec(path);
  const byName = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/.exec(path);
  const asIs = (template: string) => template;
  if (byName) {
    const moved = formerly(world, byName[1] ?? "");
    const redirect = moved && `/repositories/${moved.id}${byName[2] ?? ""}`;
    return { path, template: asIs, redirect };
  }
  if (!byId || !world.repositories.has(Number(byId[1]))) return { path, template: asIs };
  return {
    path: `/repos/${fullName(findRepository(world, Number(byId[1])))}${byId[2] ?? ""}`,
    template: (template: string) =>
      template.replace("/repos/{owner}/{repo}", "/repositories/{repository_id}"),
  };
}

function movedTo(world: World, path: string, method: string): Answer {
  const url = world.links.api + path;
  return {
    status: method === "GET" ? 301 : 307,
    headers: { location: url },
    body: { message: "Moved Permanently", url, documentation_url: documentation },
  };
}

/** An empty body is an empty object; `undefined` means that it is not a JSON object. */
function readJson(text: string): Record<string, unknown> | undefined {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

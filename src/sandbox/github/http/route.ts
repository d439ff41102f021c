import type { Manifests } from "../manifests.ts";
import type { Actor, App } from "../model/records.ts";
import type { World } from "../model/world.ts";
import type { DeliveryLog } from "../webhooks.ts";
import type { RateState } from "./rate-limits.ts";
import type { Tokens } from "./tokens.ts";

/** One request after it was matched and its token read. */
export interface Call {
  world: World;
  tokens: Tokens;
  deliveries: DeliveryLog;
  manifests: Manifests;
  /** Set on every route but those of the App itself. */
  actor: Actor;
  /** Set on routes that want the App's JWT. */
  app: App;
  params: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
  accept: string;
  /** Milliseconds for which lists hide new comments. */
  lag: number;
  /** What is left of the actor's hourly requests. */
  rate: () => RateState;
  /** The address of the request, for links to further pages. */
  url: URL;
}

export interface Answer {
  status: number;
  body?: unknown;
  /** Sent instead of JSON. */
  text?: string;
  contentType?: string;
  headers?: Record<string, string>;
}

export interface Route {
  method: string;
  /** As GitHub's OpenAPI description writes it, for example `/repos/{owner}/{repo}`. */
  path: string;
  /** `app`: the App's JWT; `token`: a person's or an installation's; `none`: anybody. */
  auth: "app" | "token" | "none";
  run: (call: Call) => Answer;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: unknown): Answer {
  return { status: 201, body };
}

export function noContent(): Answer {
  return { status: 204 };
}

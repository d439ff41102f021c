import { createHash } from "node:crypto";
import { Refusal } from "../model/refusal.ts";
import { nextGuid, type World } from "../model/world.ts";
import type { Fault } from "./faults.ts";
import type { RateLimits, RateState } from "./rate-limits.ts";
import type { Answer } from "./route.ts";

/** What goes back over the wire. */
export interface Finished {
  status: number;
  headers: Record<string, string>;
  text: string;
}

export const documentation = "https://docs.github.com/rest";

/** Runs the route and adds what every answer of GitHub carries. */
export function finish(
  { limits, world }: { limits: RateLimits; world: World },
  incoming: { method: string; url: URL; ifNoneMatch: string | undefined },
  { actor, run }: { actor: string; run: (() => Answer) | undefined },
): Finished {
  const blocked = limits.spend(actor, 0);
  const answer = blocked.remaining <= 0 ? limited(actor) : run ? attempt(run) : { status: 200 };
  const text = answer.text ?? (answer.body === undefined ? "" : JSON.stringify(answer.body));
  const etag = `W/"${createHash("sha256").update(text).digest("hex")}"`;
  const reading = incoming.method === "GET" && answer.status === 200;
  const unchanged = reading && incoming.ifNoneMatch === etag;
  const free = unchanged || incoming.url.pathname === "/rate_limit";
  const rate = limits.spend(actor, free ? 0 : 1);
  const status = unchanged ? 304 : answer.status;
  const headers = {
    date: world.now().toUTCString(),
    "x-github-request-id": nextGuid(world).toUpperCase().slice(0, 23).replaceAll("-", ":"),
    "x-github-media-type": "github.v3; format=json",
    ...rateHeaders(rate),
    ...(reading ? { etag, "cache-control": "private, max-age=60, s-maxage=60" } : {}),
    ...(text && status !== 204 && !unchanged
      ? { "content-type": answer.contentType ?? "application/json; charset=utf-8" }
      : {}),
    ...answer.headers,
  };
  return { status, headers, text: unchanged || status === 204 ? "" : text };
}

function attempt(run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      status: error.status,
      body: {
        message: error.message,
        ...(error.errors ? { errors: error.errors } : {}),
        documentation_url: documentation,
        status: String(error.status),
      },
    };
  }
}

function limited(actor: string): Answer {
  return {
    status: 403,
    body: {
      message: `API rate limit exceeded for ${actor}.`,
      documentation_url: `${documentation}/overview/rate-limits-for-the-rest-api`,
    },
  };
}

function rateHeaders(rate: RateState): Record<string, string> {
  return {
    "x-ratelimit-limit": String(rate.limit),
    "x-ratelimit-remaining": String(rate.remaining),
    "x-ratelimit-reset": String(rate.reset),
    "x-ratelimit-resource": "core",
    "x-ratelimit-used": String(rate.used),
  };
}

/** Replaces the answer by what the fault says. */
export function disturb(proper: Finished, fault: Fault | undefined): Finished {
  if (fault?.kind === "truncated") {
    return { ...proper, text: proper.text.slice(0, Math.floor(proper.text.length / 2)) };
  }
  if (fault?.kind === "html") {
    return {
      status: 200,
      headers: { ...proper.headers, "content-type": "text/html; charset=utf-8" },
      text: "<!DOCTYPE html><html><body><h1>Unicorn!</h1></body></html>",
    };
  }
  if (fault?.kind !== "answer") return proper;
  const text = typeof fault.body === "string" ? fault.body : JSON.stringify(fault.body ?? "");
  const { etag: _, link: __, ...headers } = proper.headers;
  return {
    status: fault.status,
    headers: { ...headers, "content-type": "application/json; charset=utf-8", ...fault.headers },
    text: fault.body === undefined ? "" : text,
  };
}

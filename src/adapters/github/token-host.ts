import { setTimeout as sleep } from "node:timers/promises";
import { Octokit as RestOctokit } from "@octokit/rest";
import type { Host } from "../../reconcile/ports.ts";
import { type GithubHostOptions, hostOnWire } from "./github-host.ts";
import { githubLimiter } from "./limiter.ts";
import { type Octokit, silent } from "./octokit.ts";
import { createWire, type Wire } from "./wire.ts";

export interface TokenOptions extends Partial<Omit<GithubHostOptions, "octokitFor">> {
  readonly token: string;
  /** The REST root; `https://api.github.com` unless said otherwise. */
  readonly baseUrl?: string;
}

/** GitHub with one token, for the Action and the command line. */
export function githubHostWithToken(options: TokenOptions): Host {
  const clock = options.clock ?? systemClock;
  return {
    ...hostOnWire(wireWithToken(options), { ...options, clock }),
    // A token cannot ask what it was granted.
    readPermissions: async () => undefined,
  };
}

/** The wire under such a host, for what else is to be asked with the same token. */
export function wireWithToken({ token, baseUrl, ...options }: TokenOptions): Wire {
  const octokit: Octokit = new RestOctokit({
    auth: token,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    userAgent: "allclear",
    log: silent,
    request: { log: silent },
  });
  const clock = options.clock ?? systemClock;
  const limiter = options.limiter ?? githubLimiter({ clock, sleep: (ms) => sleep(ms) });
  return createWire({ ...options, clock, limiter, octokitFor: () => octokit });
}

const systemClock = { now: () => new Date() };

import { setTimeout as sleep } from "node:timers/promises";
import { Octokit as RestOctokit } from "@octokit/rest";
import type { Clock, Host } from "../../reconcile/ports.ts";
import { hostOnWire } from "./github-host.ts";
import { githubLimiter } from "./limiter.ts";
import { type Octokit, silent } from "./octokit.ts";
import { createWire, type Wire, type WireOptions } from "./wire.ts";

export interface TokenOptions extends Partial<Omit<WireOptions, "octokitFor">> {
  readonly clock: Clock;
  readonly token: string;
  /** The REST root; `https://api.github.com` unless said otherwise. */
  readonly baseUrl?: string;
}

/** GitHub with one token, for the command line; over a wire of `wireWithToken`. */
export function githubHostWithToken(wire: Wire, clock: Clock): Host {
  return {
    ...hostOnWire(wire, clock),
    // A token cannot ask what it was granted.
    readPermissions: async () => undefined,
  };
}

/** The wire under such a host, for what else is to be asked with the same token, too. */
export function wireWithToken({ token, baseUrl, ...options }: TokenOptions): Wire {
  const octokit: Octokit = new RestOctokit({
    auth: token,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    userAgent: "allclear",
    log: silent,
    request: { log: silent },
  });
  const pace = { clock: options.clock, sleep: (ms: number) => sleep(ms) };
  const limiter = options.limiter ?? githubLimiter(pace);
  return createWire({ ...options, limiter, octokitFor: () => octokit });
}

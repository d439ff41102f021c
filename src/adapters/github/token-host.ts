import { setTimeout as sleep } from "node:timers/promises";
import { Octokit as RestOctokit } from "@octokit/rest";
import type { Host } from "../../reconcile/ports.ts";
import { systemClock } from "../system-clock.ts";
import { hostOnWire } from "./github-host.ts";
import { githubLimiter } from "./limiter.ts";
import { type Octokit, silent } from "./octokit.ts";
import { createWire, type Wire, type WireOptions } from "./wire.ts";

export interface TokenOptions extends Partial<Omit<WireOptions, "octokitFor">> {
  readonly token: string;
  /** The REST root; `https://api.github.com` unless said otherwise. */
  readonly baseUrl?: string;
}

/** GitHub with one token, for the Action and the command line. */
export function githubHostWithToken(options: TokenOptions): Host {
  return hostOnTokenWire(wireWithToken(options), options.clock);
}

/** The same over a wire that others share. */
export function hostOnTokenWire(wire: Wire, clock = systemClock): Host {
  return {
    ...hostOnWire(wire, clock),
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

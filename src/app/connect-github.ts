import { setTimeout as sleep } from "node:timers/promises";
import { appDirectory } from "../adapters/github/app-directory.ts";
import { appOctokits } from "../adapters/github/app-octokits.ts";
import { hostOnWire } from "../adapters/github/github-host.ts";
import { githubLimiter, type LimitStore } from "../adapters/github/limiter.ts";
import { type AppIdentity, whoAmIAsApp } from "../adapters/github/who-am-i.ts";
import { type CallNote, createWire, type Wire } from "../adapters/github/wire.ts";
import type { Directory } from "../reconcile/directory-port.ts";
import type { Memory } from "../reconcile/memory-port.ts";
import type { Clock, Host } from "../reconcile/ports.ts";
import { BadEnvironment, type Environment, missingCredentials } from "./environment.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** GitHub as the App sees it: one wire, so that all calls share one pace per installation. */
export interface GithubApp {
  readonly host: Host;
  readonly directory: Directory;
  readonly whoAmI: () => Promise<AppIdentity>;
  /** For what else is to be asked at the same pace. */
  readonly wire: Wire;
}

export interface ConnectOptions {
  readonly environment: Environment;
  readonly memory: Memory;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "call" | "limited">;
  /** Least time between two writes; only a stand-in takes them faster than GitHub asks for. */
  readonly minWriteGapMs?: number;
  readonly onCall?: (note: CallNote) => void;
}

/** Sends nothing yet. */
export function connectGithub(options: ConnectOptions): GithubApp {
  const { environment, memory, clock, log, metrics, minWriteGapMs: gap } = options;
  if (environment.credentials === undefined) throw new BadEnvironment(missingCredentials);
  const wire = createWire({
    octokitFor: appOctokits({ ...environment.credentials, baseUrl: environment.apiUrl }),
    limiter: githubLimiter({
      clock,
      sleep: (ms) => sleep(ms),
      store: counted(memory, metrics),
      ...(gap !== undefined && { notifyGapMs: gap, editGapMs: gap }),
    }),
    clock,
    log,
    onCall: (note) => {
      metrics.call(note);
      options.onCall?.(note);
    },
  });
  return {
    host: hostOnWire(wire, clock),
    directory: appDirectory(wire),
    whoAmI: () => whoAmIAsApp(wire),
    wire,
  };
}

function counted(memory: Memory, metrics: Pick<Metrics, "limited">): LimitStore {
  return {
    notBefore: (installation) => memory.notBefore(installation),
    async limit(installation, until) {
      metrics.limited(installation, until);
      await memory.limit(installation, until);
    },
  };
}

import { randomUUID } from "node:crypto";
import { z } from "zod";
import { createInMemory } from "../src/adapters/database/in-memory.ts";
import { asApp } from "../src/adapters/github/octokit.ts";
import { githubHostWithToken, wireWithToken } from "../src/adapters/github/token-host.ts";
import { whoAmIWithToken } from "../src/adapters/github/who-am-i.ts";
import type { CallNote, Wire } from "../src/adapters/github/wire.ts";
import { builtInRunbooks } from "../src/adapters/runbooks/built-in-runbooks.ts";
import { hmacSeal } from "../src/adapters/seal/hmac-seal.ts";
import { builtInTemplates } from "../src/adapters/templates/built-in-templates.ts";
import type { Address } from "../src/reconcile/address.ts";
import { Stop } from "../src/reconcile/failure.ts";
import { knownOutside } from "../src/reconcile/outside-settings.ts";
import type { Clock } from "../src/reconcile/ports.ts";
import { runbookReader } from "../src/reconcile/runbooks/runbook-reader.ts";
import { settingsReader } from "../src/reconcile/settings.ts";
import type { World } from "../src/reconcile/world.ts";
import { openOutside } from "./outside.ts";
import type { Runner } from "./runner.ts";
import type { Say } from "./say.ts";

/** A repository without an issue yet. */
export type RepositoryPlace = Pick<Address, "installation" | "repository" | "name">;

export interface OpenWorld {
  readonly place: RepositoryPlace;
  readonly world: World;
}

/** Everything a look may reach with the token of this run; nothing outlives the run but GitHub. */
export async function openWorld(
  { token, runner }: { token: string; runner: Runner },
  say: Pick<Say, "info" | "warn">,
): Promise<OpenWorld> {
  const clock: Clock = { now: () => new Date() };
  const onCall = ({ method, route, status }: CallNote) => {
    if (method !== "GET" && route !== "/graphql") say.info(`${status}  ${method} ${route}`);
  };
  const wire = wireWithToken({ token, baseUrl: runner.apiUrl, clock, onCall });
  const host = githubHostWithToken(wire, clock);
  const [identity, repository] = await Promise.all([
    whoAmIWithToken(wire, { webUrl: runner.serverUrl }),
    runner.repositoryId ?? askForId(wire, runner.repository),
  ]);
  const world: World = {
    ...{ host, clock },
    report: say.warn,
    // Two runs of one second, or one that is run again, are told apart.
    identity: { ...identity, writer: "action", run: `${runner.runId}-${randomUUID().slice(0, 8)}` },
    memory: createInMemory(() => clock.now()),
    seal: hmacSeal(runner.stateKeys),
    settings: settingsReader(host, clock, builtInTemplates()),
    runbooks: runbookReader(host, clock, builtInRunbooks()),
    ...openOutside(runner.outside, clock),
    outside: knownOutside(runner.outside),
  };
  return { place: { installation: asApp, repository, name: runner.repository }, world };
}

async function askForId(wire: Wire, name: string): Promise<number> {
  const [owner = "", repo = ""] = name.split("/");
  try {
    const { data } = await wire.inInstallation(asApp, {
      route: "GET /repos/{owner}/{repo}",
      parameters: { owner, repo },
      answer: z.object({ id: z.number() }),
    });
    return data.id;
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
    throw new Stop(
      failure.reason,
      `${name}: GitHub does not show it to this token; expected a token that may read it`,
      { cause: failure },
    );
  }
}

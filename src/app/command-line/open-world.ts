import { z } from "zod";
import { createInMemory } from "../../adapters/database/in-memory.ts";
import { asApp } from "../../adapters/github/octokit.ts";
import { githubHostWithToken, wireWithToken } from "../../adapters/github/token-host.ts";
import { whoAmIWithToken } from "../../adapters/github/who-am-i.ts";
import type { Wire } from "../../adapters/github/wire.ts";
import { builtInRunbooks } from "../../adapters/runbooks/built-in-runbooks.ts";
import { hmacSeal } from "../../adapters/seal/hmac-seal.ts";
import { builtInTemplates } from "../../adapters/templates/built-in-templates.ts";
import type { RepositoryPlace } from "../../reconcile/directory-port.ts";
import { Stop } from "../../reconcile/failure.ts";
import { knownOutside } from "../../reconcile/outside-settings.ts";
import type { Host, Identity } from "../../reconcile/ports.ts";
import { runbookReader } from "../../reconcile/runbooks/runbook-reader.ts";
import { settingsReader } from "../../reconcile/settings.ts";
import type { World } from "../../reconcile/world.ts";
import { connectGithub } from "../connect-github.ts";
import type { Environment } from "../environment.ts";
import { systemClock } from "../system-clock.ts";

/** A repository, and everything a look at it may reach. */
export interface OpenWorld {
  readonly place: RepositoryPlace;
  readonly world: World;
}

/** Opens the world for one command: as the App where there are credentials, else by token. */
export async function openWorld(name: string, environment: Environment): Promise<OpenWorld> {
  const clock = systemClock;
  const memory = createInMemory(() => clock.now());
  const { wire, host, identity } = environment.credentials
    ? await openAsApp(environment, { clock, memory })
    : await openWithToken(environment, clock);
  const place = await findRepository(wire, name, environment.credentials !== undefined);
  const settings = settingsReader(host, clock, builtInTemplates());
  const seal = hmacSeal(environment.stateKeys);
  const runbooks = runbookReader(host, clock, builtInRunbooks());
  const outside = knownOutside(environment.outside);
  return { place, world: { host, memory, seal, identity, clock, settings, runbooks, outside } };
}

interface Connection {
  readonly wire: Wire;
  readonly host: Host;
  readonly identity: Identity;
}

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  fatal: () => undefined,
};
const uncounted = { call: () => undefined, limited: () => undefined };

async function openAsApp(
  environment: Environment,
  parts: Pick<World, "clock" | "memory">,
): Promise<Connection> {
  const github = connectGithub({ environment, ...parts, log: quiet, metrics: uncounted });
  return { wire: github.wire, host: github.host, identity: await github.whoAmI() };
}

async function openWithToken(
  { token, apiUrl }: Environment,
  clock: World["clock"],
): Promise<Connection> {
  if (token === undefined) {
    throw new Error(
      "Credentials: got none; expected APP_ID with PRIVATE_KEY and WEBHOOK_SECRET, or a token, " +
        "for example GITHUB_TOKEN=$(gh auth token)",
    );
  }
  const wire = wireWithToken({ token, baseUrl: apiUrl, clock });
  const identity = await whoAmIWithToken(wire, { webUrl: webUrlOf(apiUrl) });
  return { wire, host: githubHostWithToken(wire, clock), identity };
}

function webUrlOf(apiUrl: string): string {
  const { protocol, host } = new URL(apiUrl);
  return `${protocol}//${host.replace(/^api\./, "")}`;
}

const idAnswer = z.object({ id: z.number() });

async function findRepository(wire: Wire, name: string, isApp: boolean): Promise<RepositoryPlace> {
  const [owner = "", repo = ""] = name.split("/");
  const parameters = { owner, repo };
  const ask = async (installation: number, route: string) => {
    const { data } = await wire.inInstallation(installation, {
      route,
      parameters,
      answer: idAnswer,
    });
    return data.id;
  };
  try {
    const installation = isApp ? await ask(asApp, "GET /repos/{owner}/{repo}/installation") : asApp;
    const repository = await ask(installation, "GET /repos/{owner}/{repo}");
    return { installation, repository, name };
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
    const expected = isApp ? "one that the App is installed on" : "one that the token may read";
    throw new Error(
      `Repository: got "${name}", which GitHub does not show us; expected ${expected}.`,
      {
        cause: failure,
      },
    );
  }
}

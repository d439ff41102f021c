import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { refuse, send } from "./answer.ts";
import { writeEnvFile } from "./env-file.ts";
import { BadEnvironment, type Environment, tellProbot } from "./environment.ts";
import { describeError } from "./log.ts";
import { webhookPath } from "./receiver.ts";

export interface SetupOptions {
  readonly environment: Environment;
  /** Where the new App's credentials are written. */
  readonly envFile?: string;
  readonly print?: (line: string) => void;
}

export interface RunningSetup {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Offers Probot's setup page: one click there, one on GitHub, and the App exists. The page writes
 * `.env` for whoever reaches it, so it is offered on loopback only and never in production.
 */
export async function startSetup(options: SetupOptions): Promise<RunningSetup> {
  const { environment, envFile = ".env", print = printLine } = options;
  const publicUrl = refuseUnfit(environment);
  tellProbot({ webhookUrl: publicUrl + webhookPath, apiUrl: environment.apiUrl });
  let saved = false;
  const handle = await probotSetup(environment, {
    print,
    save: (values) => {
      // A link elsewhere could otherwise bring the code of somebody else's App afterwards.
      if (saved) throw new Error(`${envFile} was written already: stop this process to begin anew`);
      writeEnvFile(envFile, credentialsIn(values));
      saved = true;
      print(`The App exists; its credentials are in ${envFile}. Now run npm start again.`);
    },
  });
  const server = createServer((request, response) => {
    const why = refusalOf(request);
    if (why === undefined) void handle(request, response);
    else send(response, refuse(403, why));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(environment.port, environment.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  for (const line of whatToDo(url, publicUrl + webhookPath)) print(line);
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuseUnfit({ production, host, publicUrl }: Environment): string {
  const missing =
    "APP_ID, PRIVATE_KEY and WEBHOOK_SECRET: got none of them; expected the App's credentials";
  if (production) {
    throw new BadEnvironment(
      `${missing}, since the setup page is not offered in production. Run npm start on your own ` +
        "machine with PUBLIC_URL set to create the App, then copy the three from its .env.",
    );
  }
  if (!isLoopback(host)) {
    throw new BadEnvironment(
      `${missing}, or a HOST on loopback for the setup page, for example HOST=127.0.0.1`,
    );
  }
  if (publicUrl === undefined) {
    throw new BadEnvironment(
      "PUBLIC_URL: got nothing; expected where GitHub will reach this app, since the new App " +
        "sends its webhooks there, for example PUBLIC_URL=https://allclear.example.com",
    );
  }
  return publicUrl;
}

function whatToDo(url: string, webhookUrl: string): readonly string[] {
  return [
    "Allclear has no GitHub App yet. To create one from app.yml:",
    `  1. open ${url}/probot on this machine and press "Register GitHub App"`,
    '  2. on GitHub, press "Create GitHub App"',
    `GitHub will send its webhooks to ${webhookUrl}`,
  ];
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Told {
  readonly print: (line: string) => void;
  readonly save: (values: Readonly<Record<string, unknown>>) => void;
}

/** Probot does not export its setup page, so that it is found beside what it exports. */
async function probotSetup(environment: Environment, { print, save }: Told): Promise<Handle> {
  const probot = pathToFileURL(createRequire(import.meta.url).resolve("probot"));
  const load = async (path: string) => (await import(new URL(path, probot).href)) as Exports;
  const { setupAppFactory } = await load("./apps/setup.js");
  const { staticFilesHandler } = await load("./server/handlers/static-files.js");
  const setup = await setupAppFactory({
    host: environment.host,
    port: environment.port,
    log: { info: () => undefined, warn: print, error: print },
    // A code works once: sent again after a lost answer it would only be refused.
    request: { fetch: toOurApi(environment.apiUrl), retries: 0 },
    updateEnv: save,
  })();
  return async (request, response) => {
    try {
      if (await staticFilesHandler(request, response)) return;
      if (await setup(request, response)) return;
      send(response, refuse(404, "got a page that is not here; expected the setup page, /probot"));
    } catch (error) {
      print(`The App was not created (${describeError(error).error}): open /probot and try again.`);
      send(response, refuse(502, "GitHub did not accept that: open /probot and try again"));
    }
  };
}

interface Exports {
  readonly setupAppFactory: (options: object) => () => Promise<ProbotHandler>;
  readonly staticFilesHandler: ProbotHandler;
}

type ProbotHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Probot's page knows two API roots; whichever it asks, the configured one is meant. */
function toOurApi(apiUrl: string): typeof fetch {
  return (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    return fetch(apiUrl + pathname.replace(/^\/api\/v3/, ""), init);
  };
}

function credentialsIn(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const names = ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"];
  const found = names.map(
    (name) => [name, String(values[name] ?? "").replaceAll('"', "")] as const,
  );
  const empty = found.find(([, value]) => value === "" || value === "null");
  if (empty !== undefined) throw new Error(lacking(empty[0]));
  return Object.fromEntries(found);
}

function lacking(name: string): string {
  const example = { APP_ID: "123456", WEBHOOK_SECRET: "a word of its own" }[name] ?? "a PEM text";
  return `${name} of the new App: got nothing from GitHub; expected a value, for example ${example}`;
}

/**
 * A page elsewhere could send the browser of somebody on this machine here, or give a name of its
 * own to this address.
 */
function refusalOf(request: IncomingMessage): string | undefined {
  const { host = "", origin } = request.headers;
  if (!isLoopback(host.replace(/:\d+$/, ""))) return "the setup page is for this machine only";
  const foreign = request.method !== "GET" && origin !== `http://${host}`;
  return foreign ? "only the setup page itself may send this" : undefined;
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineOptions } from "../../app/engine.ts";
import { readEnvironment } from "../../app/environment.ts";
import { createLog } from "../../app/log.ts";
import { type RunningApp, startApp } from "../../app/start-app.ts";
import type { RecordedRequest } from "../github/http/server.ts";
import type { Person, Thread } from "../github/person.ts";
import { createSandbox, type Sandbox } from "../github/sandbox.ts";

/** The sandbox, the App installed on it, and somebody who may do everything. */
export interface Place {
  readonly sandbox: Sandbox;
  readonly ada: Person;
  readonly repository: string;
  /** What the app's process is configured with, its storage in that directory. */
  readonly variables: Readonly<Record<string, string>>;
  clear(): Promise<void>;
}

export const stateKey = "a-key-for-the-bench-and-nothing-else";

/** Nothing is posted by itself when an incident is declared. */
export const silent = `version: 1
suspects: { onDeclare: false }
runbooks: { onDeclare: false }
`;

export async function openPlace(
  options: Parameters<typeof createSandbox>[0] = {},
  config?: string,
): Promise<Place> {
  const repository = "acme/shop";
  const directory = await mkdtemp(join(tmpdir(), "allclear-bench-"));
  const sandbox = await createSandbox(options);
  sandbox.organization("acme");
  sandbox.repository(repository, {
    collaborators: { ada: "maintain" },
    ...(config !== undefined && { files: { ".github/allclear.yml": config } }),
  });
  sandbox.install("acme");
  return {
    sandbox,
    repository,
    ada: sandbox.person("ada"),
    variables: {
      APP_ID: String(sandbox.app.id),
      PRIVATE_KEY: sandbox.privateKey,
      WEBHOOK_SECRET: sandbox.webhookSecret,
      GITHUB_API_URL: sandbox.url,
      DATA_DIR: join(directory, "data"),
      PORT: "0",
      STATE_KEYS: stateKey,
      LOG_LEVEL: "warn",
    },
    async clear() {
      await sandbox.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Starts the real app in this process; `paced` leaves between writes what GitHub asks for. */
export async function startHere(
  { sandbox, variables }: Place,
  {
    paced = false,
    inMemory = false,
    ...others
  }: { paced?: boolean; inMemory?: boolean } & Pick<EngineOptions, "clock" | "outside"> = {},
): Promise<RunningApp> {
  const app = await startApp({
    environment: readEnvironment(variables),
    log: createLog({ level: "error", now: () => new Date() }),
    // Nothing but deliveries may cause calls while they are counted.
    resyncEveryMs: Number.POSITIVE_INFINITY,
    ...{ inMemory, ...others },
    ...(!paced && { minWriteGapMs: 0 }),
  });
  sandbox.hookTo(`${app.url}/api/github/webhooks`);
  return app;
}

/** How long an event may keep the app busy before the bench gives up on it. */
const patienceMs = 30_000;

/** Resolves once nothing is under way between GitHub and the app, in either direction. */
export async function settle({ sandbox }: Place, app: RunningApp): Promise<void> {
  const timeout = AbortSignal.timeout(patienceMs);
  const tooLate = new Promise<never>((_, reject) => {
    timeout.onabort = () =>
      reject(new Error(`the app is still busy after ${patienceMs / 1000} s; its log says why`));
  });
  for (let calls = -1; calls !== sandbox.github.requests.length; ) {
    calls = sandbox.github.requests.length;
    await sandbox.idle();
    await Promise.race([app.idle(), tooLate]);
    await sandbox.idle();
  }
}

/** Forgets what was recorded; `ours` then tells what the app has asked since. */
export function listen({ sandbox }: Place): { ours: () => readonly RecordedRequest[] } {
  const { requests } = sandbox.github;
  const { slug } = sandbox.app;
  requests.length = 0;
  return { ours: () => requests.filter(({ actor }) => actor === slug || actor === `${slug}[bot]`) };
}

/** What the app asks until it has answered a comment of Ada's. */
export async function countCalls(
  place: Place,
  { app, on, text }: { app: RunningApp; on: Thread; text: string },
): Promise<readonly RecordedRequest[]> {
  const heard = listen(place);
  await place.ada.comments(on, text);
  await settle(place, app);
  return heard.ours();
}

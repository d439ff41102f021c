import { webhookPath } from "../../src/app/receiver.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { makeDirectory } from "../support/directory.ts";
import { PlaceReader } from "../support/place-reader.ts";
import { until } from "../support/until.ts";
import { type Program, startProgram } from "./program.ts";
import { permissions } from "./script.ts";
import type { Storage, Storages } from "./storage.ts";

const repositoryName = "acme/web";
/** The issue of the played incident. */
export const on = { repository: repositoryName, number: 1 };

/** A GitHub on loopback, and the processes that serve it. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly place: PlaceReader;
  /** What runs and is sent deliveries, in turn. */
  readonly programs: readonly Running[];
  /** Resolves when it listens and is sent deliveries. */
  start(): Promise<Running>;
  /** A further process that is sent nothing. */
  startBeside(): Program;
  clear(): Promise<void>;
}

export interface Running {
  readonly url: string;
  readonly program: Program;
}

/** Lets something happen on a stage with a database of its own; nothing of it is left behind. */
export async function onStage<T>(
  storages: Storages,
  act: (stage: Stage, storage: Storage) => Promise<T>,
): Promise<T> {
  const storage = await storages.make();
  const stage = await setStage(storage);
  try {
    return await act(stage, storage);
  } finally {
    await stage.clear();
    await storage.remove();
  }
}

async function setStage(storage: Storage): Promise<Stage> {
  const directory = await makeDirectory();
  const sandbox = await openShop();
  const variables = { ...variablesFor(sandbox), ...storage.variables };
  const programs: Running[] = [];
  const started: Program[] = [];
  sendInTurn(sandbox, programs);
  return {
    sandbox,
    place: placeOf(sandbox),
    programs,
    async start() {
      const program = startProgram(variables, directory.path);
      started.push(program);
      const running = { url: await program.listening, program };
      programs.splice(0, programs.length, ...programs.filter(isAlive), running);
      void program.ended.then(() => dead.add(running));
      return running;
    },
    startBeside() {
      const program = startProgram(variables, directory.path);
      started.push(program);
      return program;
    },
    async clear() {
      for (const program of started) program.signal("SIGKILL");
      await Promise.all(started.map(({ ended }) => ended));
      await sandbox.close();
      await directory.remove();
    },
  };
}

const dead = new WeakSet<Running>();

function isAlive(running: Running): boolean {
  return !dead.has(running);
}

/** The organization, its repository and its people, with our App installed. */
async function openShop(): Promise<Sandbox> {
  const sandbox = await createSandbox();
  sandbox.organization("acme");
  sandbox.repository(repositoryName, { collaborators: permissions });
  sandbox.install("acme");
  sandbox.person("olga");
  return sandbox;
}

/** What the README asks for. */
function variablesFor(sandbox: Sandbox): Readonly<Record<string, string>> {
  return {
    APP_ID: String(sandbox.app.id),
    PRIVATE_KEY: sandbox.privateKey,
    WEBHOOK_SECRET: sandbox.webhookSecret,
    GITHUB_API_URL: sandbox.url,
    PORT: "0",
    STATE_KEYS: "a-key-that-signs-the-cards-of-this-test",
  };
}

/** As a load balancer that does not notice who is dead. */
function sendInTurn(sandbox: Sandbox, programs: readonly Running[]): void {
  let sent = 0;
  sandbox.webhooks.passage = () => {
    const { url } = programs[sent % programs.length] ?? {};
    sent += 1;
    sandbox.hookTo(url === undefined ? null : url + webhookPath);
    return "send";
  };
}

function placeOf({ world }: Sandbox): PlaceReader {
  const [repository] = world.repositories.values();
  const [installation] = world.installations.values();
  if (repository === undefined || installation === undefined) throw new Error("An empty world.");
  return new PlaceReader({ model: world, repository, installation });
}

/** Until nothing travels, waits or runs, seen twice in a row. */
export async function rest({ sandbox, programs }: Stage): Promise<void> {
  let before = -1;
  await until(async () => {
    await sandbox.idle();
    const busy = await Promise.all(programs.filter(isAlive).map(({ url }) => looksOf(url)));
    const seen = sandbox.github.requests.length + sandbox.webhooks.records().length;
    const isCalm = busy.every((looks) => looks === 0) && seen === before;
    before = seen;
    return isCalm;
  }, 150_000);
}

async function looksOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const states = [
    ...metrics.matchAll(/^allclear_queue_depth\{state="(waiting|running)"\} (\d+)/gm),
  ];
  return states.reduce((sum, [, , looks]) => sum + Number(looks), 0);
}

/** How many looks these processes have brought to an end. */
export async function looksDone({ programs }: Stage): Promise<number> {
  const texts = await Promise.all(
    programs.filter(isAlive).map(async ({ url }) => (await fetch(`${url}/metrics`)).text()),
  );
  const counts = texts.map((text) =>
    /^allclear_look_seconds_count\{result="done"\} (\d+)/m.exec(text),
  );
  return counts.reduce((sum, match) => sum + Number(match?.[1] ?? 0), 0);
}

/** What the App wrote on GitHub, in order. */
export function writesOf({ sandbox }: Pick<Stage, "sandbox">): readonly string[] {
  return sandbox.github.requests
    .filter(({ actor }) => actor === "allclear[bot]")
    .filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ method, path, status }) => `${method} ${path} ${status}`);
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, readEnvironment } from "../../app/environment.ts";
import { createLog } from "../../app/log.ts";
import { type RunningApp, startApp } from "../../app/start-app.ts";
import { keyOf } from "../../reconcile/address.ts";
import { addressOf } from "../address-of.ts";
import type { Person } from "../github/person.ts";
import { createSandbox, type Sandbox } from "../github/sandbox.ts";
import { firstFiles, layHistory, repository } from "./history.ts";
import { openSurroundings, type SeenOutside } from "./outside.ts";
import { runAction } from "./run-action.ts";

/** Who plays in the demo. */
export type Cast = Readonly<Record<keyof typeof permissions, Person>>;

/** The sandbox with the real app on it, over real HTTP and a real embedded database. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly app: RunningApp;
  readonly cast: Cast;
  readonly repository: string;
  now(): Date;
  /** Lets so many minutes pass for everybody at once. */
  wait(minutes: number): void;
  /**
   * What the alarm of an incident does when it rings: it asks for a look. Alarms ring by the real
   * clock, and this stage is ahead of it.
   */
  ring(issue: number): Promise<void>;
  /** What there is to see beside GitHub. */
  seeOutside(): Promise<SeenOutside>;
  /** Returns what the workflow run wrote at its page. */
  runAction(inputs: Readonly<Record<string, string>>): Promise<string>;
  /** Resolves once nothing is under way between GitHub and the app, in either direction. */
  settle(): Promise<void>;
  clear(): Promise<void>;
}

/** What each person may do in the repository, as GitHub writes it. */
export const permissions = {
  ada: "maintain",
  bob: "write",
  carol: "write",
  erin: "write",
  dave: "triage",
  rita: "read",
  olga: "read",
} as const;

interface NightClock {
  now(): Date;
  wait(minutes: number): void;
  /** Sets it to a time of day, UTC, so many nights before this one. */
  goTo(nightsAgo: number, hour: number, minute: number): void;
}

/** A clock that goes on from wherever it is set. */
function nightClock(): NightClock {
  const tonight = Date.now();
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    wait(minutes) {
      ahead += minutes * 60_000;
    },
    goTo(nightsAgo, hour, minute) {
      const day = new Date(tonight - nightsAgo * 86_400_000);
      ahead = day.setUTCHours(hour, minute, 0, 0) - Date.now();
    },
  };
}

const stateKey = "a-key-for-the-demo-and-nothing-else";
/** Ada looks a hundred times a second, which is more than GitHub lets anybody. */
const rateLimit = 100_000;

/** Sets the stage in a temporary folder; `clear` leaves nothing behind. */
export async function setStage(): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), "allclear-demo-"));
  const clock = nightClock();
  clock.goTo(3, 9, 0);
  const sandbox = await createSandbox({ now: clock.now, rateLimit });
  sandbox.organization("acme");
  sandbox.repository(repository, {
    collaborators: permissions,
    files: firstFiles,
  });
  sandbox.install("acme");
  const cast = castOf(sandbox);
  await layHistory(cast, clock.goTo);
  clock.goTo(0, 2, 31);
  const surroundings = await openSurroundings();
  const app = await startApp({
    environment: environmentFor(sandbox, join(directory, "data")),
    clock,
    log: createLog({ level: "warn", now: clock.now }),
    minWriteGapMs: 0,
    outside: surroundings.outside,
  });
  sandbox.hookTo(`${app.url}/api/github/webhooks`);
  return {
    ...{ sandbox, app, cast, repository, now: clock.now, wait: clock.wait },
    ring: (issue) => ring(issue, sandbox, app),
    seeOutside: () => surroundings.see(),
    runAction: (inputs) => runAction(inputs, { sandbox, repository, stateKey }),
    settle: () => settle(sandbox, app),
    async clear() {
      await app.stop();
      await surroundings.close();
      await sandbox.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function environmentFor(sandbox: Sandbox, dataDirectory: string): Environment {
  return readEnvironment({
    APP_ID: String(sandbox.app.id),
    PRIVATE_KEY: sandbox.privateKey,
    WEBHOOK_SECRET: sandbox.webhookSecret,
    GITHUB_API_URL: sandbox.url,
    DATA_DIR: dataDirectory,
    PORT: "0",
    STATE_KEYS: stateKey,
  });
}

async function ring(number: number, { world }: Sandbox, { engine }: RunningApp): Promise<void> {
  const address = addressOf(world, { repository, number });
  await engine.storage.queue.enqueue(keyOf(address), address);
}

function castOf(sandbox: Sandbox): Cast {
  return {
    ada: sandbox.person("ada"),
    bob: sandbox.person("bob"),
    carol: sandbox.person("carol"),
    erin: sandbox.person("erin"),
    dave: sandbox.person("dave"),
    rita: sandbox.person("rita"),
    olga: sandbox.person("olga"),
  };
}

/** How long the app may be busy before the demo gives up on it. */
const patienceMs = 15_000;

async function settle(sandbox: Sandbox, app: RunningApp): Promise<void> {
  const timeout = AbortSignal.timeout(patienceMs);
  const tooLate = new Promise<never>((_, reject) => {
    timeout.onabort = () =>
      reject(new Error(`The app is still busy after ${patienceMs / 1000} s; its log says why.`));
  });
  for (let requests = -1; requests !== sandbox.github.requests.length; ) {
    requests = sandbox.github.requests.length;
    await sandbox.idle();
    await Promise.race([app.idle(), tooLate]);
    await sandbox.idle();
  }
}

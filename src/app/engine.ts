import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { CallNote } from "../adapters/github/wire.ts";
import { builtInRunbooks } from "../adapters/runbooks/built-in-runbooks.ts";
import { hmacSeal } from "../adapters/seal/hmac-seal.ts";
import { builtInTemplates } from "../adapters/templates/built-in-templates.ts";
import { type Address, keyOf } from "../reconcile/address.ts";
import { knownOutside } from "../reconcile/outside-settings.ts";
import type { Clock } from "../reconcile/ports.ts";
import { type Guard, type Rest, reconcile } from "../reconcile/reconcile.ts";
import { runbookReader } from "../reconcile/runbooks/runbook-reader.ts";
import { type SettingsReader, settingsReader } from "../reconcile/settings.ts";
import type { World } from "../reconcile/world.ts";
import { alarmClock } from "./alarm-clock.ts";
import { connectGithub } from "./connect-github.ts";
import { type Credentials, credentials, isRefused, refusal } from "./credentials.ts";
import { type Environment, secretsOf } from "./environment.ts";
import { type Intake, intake } from "./intake.ts";
import { type KnownLabels, knownLabels } from "./known-labels.ts";
import { createLog, describeError, type Log } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { openIncidents } from "./open-incidents.ts";
import { type OpenStorage, openStorage } from "./open-storage.ts";
import { type Outside, openOutside } from "./outside.ts";
import { type Resync, resync } from "./resync/resync.ts";
import { systemClock } from "./system-clock.ts";
import { worker } from "./worker.ts";

/** The app without its HTTP front: takes deliveries, looks at issues, resyncs. */
export interface Engine {
  readonly intake: Intake;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly credentials: Credentials;
  readonly storage: OpenStorage;
  readonly resync: Resync;
  /** Lets running looks end within that time and closes everything. */
  stop(withinMs: number): Promise<void>;
}

export interface EngineOptions {
  /** With credentials. */
  readonly environment: Environment;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Instead of what the environment names: everything ends with the process. */
  readonly inMemory?: boolean;
  /** Least time between two writes; only a stand-in takes them faster than GitHub asks for. */
  readonly minWriteGapMs?: number;
  /** Looks at a time. */
  readonly concurrency?: number;
  /** `Infinity`: only when somebody calls `resync.run()`. */
  readonly resyncEveryMs?: number;
  readonly onCall?: (note: CallNote) => void;
  /** Stand-ins for services outside GitHub, in place of those that the environment sets up. */
  readonly outside?: Outside;
  /** The process cannot go on and must end; called at most once. */
  readonly onFatal?: (error: unknown) => void;
}

/** Opens storage, asks GitHub who we are, and starts to look; throws when it cannot. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { environment, clock = systemClock } = options;
  const log = options.log ?? logOf(environment, clock);
  const storage = await openStorage({
    storage: options.inMemory ? { kind: "in-memory" } : environment.storage,
    clock,
    onError: (error) => log.error(describeError(error), "database or queue"),
    onFatal: once((error) => {
      log.fatal(describeError(error), "the database is lost: this process must end");
      options.onFatal?.(error);
    }),
  });
  try {
    return await assemble({ ...options, clock, log, storage });
  } catch (error) {
    await storage.queue.stop(0);
    await storage.close();
    throw error;
  }
}

interface Opened extends EngineOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly storage: OpenStorage;
}

async function assemble(opened: Opened): Promise<Engine> {
  const { clock, log, storage, environment } = opened;
  const { queue, memory } = storage;
  const now = () => clock.now();
  const metrics = createMetrics({ depth: () => queue.depth(), now });
  const onError = (error: unknown) => log.warn(describeError(error), "labels not kept");
  const labels = knownLabels(memory, onError, now);
  const github = connectGithub({ ...opened, memory, metrics });
  const reader = settingsReader(github.host, clock, builtInTemplates());
  const settings = learning(reader, labels, (repository) => rounds.readAgain(repository));
  const us = credentials(github.whoAmI, clock);
  const holder = randomUUID();
  const open = openIncidents(memory, holder);
  const { directory } = github;
  const rounds: Resync = resync({
    ...{ directory, settings, queue, memory, labels, open },
    ...{ clock, log, metrics, holder },
  });
  const look = lookWith({
    ...{ host: github.host, memory, clock, settings },
    runbooks: runbookReader(github.host, clock, builtInRunbooks()),
    seal: hmacSeal(environment.stateKeys),
    ...openOutside(environment.outside, clock),
    ...opened.outside,
    outside: knownOutside(environment.outside),
    ask: (address) => queue.enqueue(keyOf(address), address),
    report: (what) => {
      metrics.notDone();
      log.warn({}, what);
    },
  });
  const stopping = new AbortController();
  const alarms = alarmClock(queue);
  await begin(us, { log, signal: stopping.signal }, async () => {
    const handler = worker({
      look: async (address, guard) => {
        const { wakeAt } = await look(address, guard, us);
        await open.afterLook(address);
        await alarms.set(address, wakeAt);
      },
      ...{ memory, clock, log, metrics, holder },
      onGivenUp: (address) => rounds.askAgain(address),
    });
    await queue.work(handler, { concurrency: opened.concurrency ?? 4 });
    rounds.start(opened.resyncEveryMs ?? fiveMinutesMs);
  });
  return {
    intake: intake({
      ...{ queue, metrics, log, open },
      judge: { labels, now, ourLogin: () => us.identity()?.login },
      onNewRepositories: () => rounds.lookForNewRepositories(),
    }),
    ...{ metrics, log, credentials: us, storage, resync: rounds },
    async stop(withinMs) {
      stopping.abort();
      await rounds.stop();
      await queue.stop(withinMs);
      await storage.close();
    },
  };
}

function logOf(environment: Environment, clock: Clock): Log {
  const secrets = secretsOf(environment);
  return createLog({ level: environment.logLevel, now: () => clock.now(), secrets });
}

const fiveMinutesMs = 5 * 60_000;

type Unnamed = Omit<World, "identity">;

function lookWith(world: Unnamed) {
  return async (address: Address, guard: Guard, us: Credentials): Promise<Rest> => {
    const identity = us.identity() ?? (await us.establish());
    return reconcile(address, { ...world, identity }, guard);
  };
}

/** Every config that is read tells which labels mean an incident there. */
function learning(
  settings: SettingsReader,
  labels: KnownLabels,
  onNew: (repository: number) => void,
): SettingsReader {
  return {
    builtIn: settings.builtIn,
    async read(address) {
      const read = await settings.read(address);
      const isNew = await labels.learn(address.repository, read.config.labels);
      if (isNew) onNew(address.repository);
      return read;
    },
  };
}

/**
 * Starts work once GitHub has told who we are. While GitHub does not answer, deliveries are stored
 * and wait; credentials that it refuses are an error, since waiting would not help.
 */
async function begin(
  us: Credentials,
  { log, signal }: { log: Log; signal: AbortSignal },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await us.establish();
  } catch (failure) {
    if (isRefused(failure)) throw new Error(refusal, { cause: failure });
    log.warn(describeError(failure), "GitHub does not answer; deliveries are stored meanwhile");
    void keepTrying(us, signal, work).catch((error: unknown) => {
      if (!signal.aborted) log.error(describeError(error), "work could not begin");
    });
    return;
  }
  await work();
}

async function keepTrying(
  us: Credentials,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    await sleep(Math.min(1000 * 2 ** tries, 60_000), undefined, { signal, ref: false });
    const identity = await us.establish().catch(() => undefined);
    signal.throwIfAborted();
    if (identity !== undefined) return work();
  }
}

function once(act: (error: unknown) => void): (error: unknown) => void {
  let done = false;
  return (error) => {
    if (done) return;
    done = true;
    act(error);
  };
}

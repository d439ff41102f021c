import { createInMemoryQueue } from "../../src/adapters/queue/in-memory.ts";
import { builtInRunbooks } from "../../src/adapters/runbooks/built-in-runbooks.ts";
import { builtInTemplates } from "../../src/adapters/templates/built-in-templates.ts";
import { type AlarmClock, alarmClock } from "../../src/app/alarm-clock.ts";
import { createLog } from "../../src/app/log.ts";
import { createMetrics } from "../../src/app/metrics.ts";
import { worker } from "../../src/app/worker.ts";
import { type Address, keyOf, mergeAddresses } from "../../src/reconcile/address.ts";
import { Again, Stop } from "../../src/reconcile/failure.ts";
import type { Memory } from "../../src/reconcile/memory-port.ts";
import type { Host, Identity, Seal } from "../../src/reconcile/ports.ts";
import type { LookHandler } from "../../src/reconcile/queue-port.ts";
import { type Guard, reconcile } from "../../src/reconcile/reconcile.ts";
import { runbookReader } from "../../src/reconcile/runbooks/runbook-reader.ts";
import { type SettingsReader, settingsReader } from "../../src/reconcile/settings.ts";
import type { World } from "../../src/reconcile/world.ts";
import { guardByCard } from "../../src/reconcile/writer.ts";
import type { DurableJobs } from "./durable-jobs.ts";
import { type HostCall, type Intercept, intercepted } from "./intercepted-host.ts";
import type { VirtualTime } from "./virtual-time.ts";

export interface ProcessOptions {
  readonly name: string;
  readonly time: VirtualTime;
  readonly host: Host;
  readonly memory: Memory;
  /** Every look begins with nothing remembered. */
  readonly forgetful: boolean;
  readonly jobs: DurableJobs;
  readonly identity: Identity;
  readonly seal: Seal;
  /** Whether the clock of incidents runs. */
  readonly clock: boolean;
  readonly outside: Pick<World, "pager" | "webhooks" | "chat">;
  readonly log: HostCall[];
  readonly intercept: Intercept;
  /** Told when a look has ended, before its job counts as done. */
  readonly onLookEnd: (key: string) => void;
  readonly onError: (error: unknown) => void;
  readonly report: (what: string) => void;
}

/** One running app: its own queue and caches over a shared GitHub and database. */
export interface IncidentProcess {
  readonly name: string;
  readonly world: World;
  alive(): boolean;
  /** As SIGKILL: nothing of it runs on, not even a `catch`. */
  kill(): void;
  enqueue(address: Address): void;
  /** Looks that run or wait. */
  busy(): Promise<boolean>;
}

const templates = builtInTemplates();
const builtIn = builtInRunbooks();
const never = new Promise<never>(() => {});
const silent = createLog({ level: "silent", now: () => new Date(0) });
const metrics = createMetrics({
  depth: async () => ({ waiting: 0, running: 0, alarms: 0 }),
  now: () => new Date(0),
});

export async function startProcess(options: ProcessOptions): Promise<IncidentProcess> {
  const { name, time, log } = options;
  let alive = true;
  const unlessDead = <T>(result: Promise<T>): Promise<T> =>
    result.then(
      (value) => (alive ? value : never),
      (error: unknown) => (alive ? Promise.reject(error) : never),
    );
  const intercept: Intercept = async (call, send) => {
    if (!alive) return never;
    return unlessDead(options.intercept(call, send));
  };
  const host = intercepted(options.host, { by: name, log, intercept });
  const { pager } = options.outside;
  const memory = whileAlive(options.memory, () => alive, unlessDead);
  const { identity, seal, report } = options;
  const clock = { now: time.now };
  const read = settingsReader(host, clock, templates);
  const settings = options.clock ? read : withoutClock(read);
  const runbooks = runbookReader(host, clock, builtIn);
  const queue = createInMemoryQueue<Address>({
    merge: mergeAddresses,
    now: time.now,
    schedule: (task, afterMs) => time.schedule(() => alive && task(), afterMs),
    onError: options.onError,
  });
  const world: World = {
    ...{ host, memory, identity, seal, clock, settings, runbooks, report },
    ...options.outside,
    ...(pager !== undefined && { pager: intercepted(pager, { by: name, log, intercept }) }),
    ask: async (address) => {
      options.jobs.add(address);
      await queue.enqueue(keyOf(address), address);
    },
  };
  for (const [key, { address, at }] of options.jobs.alarms) await queue.setAlarm(key, address, at);
  const alarms = alarmClock({
    setAlarm: async (key, address, at) => {
      options.jobs.alarms.set(key, { address, at });
      await queue.setAlarm(key, address, at);
    },
    clearAlarm: async (key) => {
      options.jobs.alarms.delete(key);
      await queue.clearAlarm(key);
    },
  });
  const handler = workWith({ ...options, memory }, world, alarms);
  const handle: LookHandler<Address> = async (job, signal) => {
    const begun = options.jobs.begin(job.key);
    if (options.forgetful) await memory.forgetEverything();
    const outcome = await unlessDead(handler(job, signal));
    options.onLookEnd(job.key);
    if (!alive) return never;
    if (outcome.kind === "done") options.jobs.done(job.key, begun);
    return outcome;
  };
  await queue.work((job, signal) => (alive ? handle(job, signal) : never), {
    // Runs that remember nothing do not keep out of each other's way: a concurrency group does.
    concurrency: options.forgetful ? 1 : 4,
  });
  return {
    name,
    world,
    alive: () => alive,
    kill: () => {
      alive = false;
    },
    enqueue: (address) => void queue.enqueue(keyOf(address), address),
    busy: async () => {
      const { waiting, running } = await queue.depth();
      return waiting + running > 0;
    },
  };
}

/** People act minutes apart in stories that are about something else. */
function withoutClock(reader: SettingsReader): SettingsReader {
  return {
    builtIn: reader.builtIn,
    read: async (address) => {
      const settings = await reader.read(address);
      const { config } = settings;
      return { ...settings, config: { ...config, clock: { ...config.clock, on: false } } };
    },
  };
}

/** The real worker over one look; what no look may throw is kept for the test to fail on. */
function workWith(
  { name, time, memory, forgetful, onError }: ProcessOptions,
  world: World,
  alarms: AlarmClock,
): LookHandler<Address> {
  return worker({
    look: async (address, guard) => {
      try {
        const mayWrite = forgetful ? both(guard, guardByCard(address, world)) : guard;
        const { wakeAt } = await reconcile(address, world, mayWrite);
        await alarms.set(address, wakeAt);
      } catch (failure) {
        if (!(failure instanceof Again || failure instanceof Stop)) onError(failure);
        if (failure instanceof Stop) world.report?.(`stopped: ${failure.message}`);
        throw failure;
      }
    },
    memory,
    clock: { now: time.now },
    log: silent,
    metrics,
    holder: name,
  });
}

function both(one: Guard, other: Guard): Guard {
  return async () => {
    await one();
    await other();
  };
}

function whileAlive(
  memory: Memory,
  alive: () => boolean,
  unlessDead: <T>(result: Promise<T>) => Promise<T>,
): Memory {
  return new Proxy(memory, {
    get(target, property) {
      const run: unknown = Reflect.get(target, property, target);
      if (typeof run !== "function") return run;
      return (...args: unknown[]) =>
        alive() ? unlessDead(Reflect.apply(run, target, args)) : never;
    },
  });
}

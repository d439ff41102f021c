import { createInMemoryQueue } from "../../src/adapters/queue/in-memory.ts";
import { type Address, keyOf, mergeAddresses } from "../../src/reconcile/address.ts";
import { Again, Stop } from "../../src/reconcile/failure.ts";
import type { Memory } from "../../src/reconcile/memory-port.ts";
import type { Host, Identity, Seal } from "../../src/reconcile/ports.ts";
import type { LookOutcome, QueueJob } from "../../src/reconcile/queue-port.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { settingsReader } from "../../src/reconcile/settings.ts";
import type { World } from "../../src/reconcile/world.ts";
import { templates } from "../core/view/built-in.ts";
import type { DurableJobs } from "./durable-jobs.ts";
import { type HostCall, type Intercept, interceptedHost } from "./intercepted-host.ts";
import type { VirtualTime } from "./virtual-time.ts";

export interface ProcessOptions {
  readonly name: string;
  readonly time: VirtualTime;
  readonly host: Host;
  readonly memory: Memory;
  readonly jobs: DurableJobs;
  readonly identity: Identity;
  readonly seal: Seal;
  readonly log: HostCall[];
  readonly intercept: Intercept;
  /** Asked when a look has ended, before that is recorded. */
  readonly onLookDone?: (key: string) => void;
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

const never = new Promise<never>(() => {});
const leaseMs = 60_000;

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
  const host = interceptedHost(options.host, { by: name, log, intercept });
  const memory = whileAlive(options.memory, () => alive, unlessDead);
  const { identity, seal, report } = options;
  const clock = { now: time.now };
  const settings = settingsReader(host, clock, templates);
  const world: World = { host, memory, identity, seal, clock, settings, report };

  const queue = createInMemoryQueue<Address>({
    merge: mergeAddresses,
    now: time.now,
    schedule: (task, afterMs) => time.schedule(() => alive && task(), afterMs),
    onError: options.onError,
  });
  await queue.work((job) => work(job, { ...options, world, memory, alive: () => alive }), {
    concurrency: 4,
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

interface Working extends ProcessOptions {
  readonly world: World;
  readonly memory: Memory;
  readonly alive: () => boolean;
}

/** One look, under a lease that its writes check. */
async function work(
  { key, address }: QueueJob<Address>,
  { name, world, memory, jobs, alive, onLookDone }: Working,
): Promise<LookOutcome> {
  if (!alive()) return never;
  const begun = jobs.begin(key);
  const lease = await memory.lease(key, name, leaseMs);
  if (lease === undefined) return { kind: "again", afterMs: 1_000 };
  const guard = async () => {
    if (!(await memory.stillHeld(key, lease))) throw new Again(`the lease of ${key} is lost`);
  };
  const outcome = await look(() => reconcile(address, world, guard), world);
  await memory.release(key, lease);
  if (outcome.kind === "again") return outcome;
  onLookDone?.(key);
  if (!alive()) return never;
  jobs.done(key, begun);
  return outcome;
}

async function look(run: () => Promise<void>, world: World): Promise<LookOutcome> {
  try {
    await run();
    return { kind: "done" };
  } catch (failure) {
    if (failure instanceof Again && failure.afterMs !== undefined) {
      return { kind: "again", afterMs: failure.afterMs };
    }
    if (failure instanceof Again) return { kind: "again", afterMs: 1_000 };
    if (!(failure instanceof Stop)) throw failure;
    world.report?.(`stopped: ${failure.message}`);
    return { kind: "done" };
  }
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

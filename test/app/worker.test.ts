import { beforeEach, expect, test } from "vitest";
import { createInMemory } from "../../src/adapters/database/in-memory.ts";
import { createInMemoryQueue } from "../../src/adapters/queue/in-memory.ts";
import { createLog } from "../../src/app/log.ts";
import { createMetrics } from "../../src/app/metrics.ts";
import { leaseMs, mostErrors, type WorkerOptions, worker } from "../../src/app/worker.ts";
import { type Address, keyOf, mergeAddresses } from "../../src/reconcile/address.ts";
import { Again, Stop } from "../../src/reconcile/failure.ts";
import type { Guard } from "../../src/reconcile/reconcile.ts";
import { createVirtualTime } from "../support/virtual-time.ts";

const address: Address = { installation: 7, repository: 4711, name: "a/b", issue: 42, seen: {} };
const key = keyOf(address);

type Look = WorkerOptions["look"];

let world: ReturnType<typeof createWorld>;
beforeEach(() => {
  world = createWorld();
});

/** A worker on the in-memory queue, in virtual time, whose looks do what the test says. */
function createWorld() {
  const time = createVirtualTime(Date.parse("2026-11-22T02:35:00Z"));
  const now = () => time.now();
  const memory = createInMemory(now);
  const lines: { result: string; afterMs?: number; error?: string }[] = [];
  const starts: number[] = [];
  const errors: unknown[] = [];
  const queue = createInMemoryQueue<Address>({
    merge: mergeAddresses,
    now,
    schedule: (task, afterMs) => time.schedule(task, afterMs),
    onError: (error) => errors.push(error),
  });
  const metrics = createMetrics({ depth: () => queue.depth(), now });
  const log = createLog({ level: "info", now, write: (line) => lines.push(JSON.parse(line)) });
  const begun = time.now().getTime();
  const coming: Look[] = [];
  let working = false;
  const look: Look = async (...given) => {
    starts.push((time.now().getTime() - begun) / 1000);
    await coming.shift()?.(...given);
  };
  const givenUp: Address[] = [];
  const onGivenUp = async (given: Address) => void givenUp.push(given);
  const handler = worker({ look, memory, clock: time, log, metrics, holder: "us", onGivenUp });
  return {
    ...{ time, memory, queue, lines, starts, errors, metrics, givenUp },
    /** Asks for a look and runs to rest; the looks are these, and then all done. */
    async run(...looks: readonly Look[]): Promise<void> {
      coming.push(...looks);
      await queue.enqueue(key, address);
      if (!working) await queue.work(handler, { concurrency: 2 });
      working = true;
      do await calm();
      while (time.runNext());
    },
  };
}

/** Everything in here waits for promises only: a turn of the event loop brings it to rest. */
const calm = () => new Promise((resolve) => setImmediate(resolve));

const done: Look = async () => undefined;
const fails =
  (failure: unknown): Look =>
  async () => {
    throw failure;
  };

test("a look that comes through is done, and its lease is free again", async () => {
  await world.run(done);
  expect(world.lines.map(({ result }) => result)).toEqual(["done"]);
  expect(await world.memory.lease(key, "others", 1)).toBeDefined();
});

test("a look that says when to come again comes then", async () => {
  await world.run(fails(new Again("not visible yet", { afterMs: 7_000 })));
  expect(world.starts).toEqual([0, 7]);
});

test("a look that does not say when comes again after 1, 2, 5, 15, 60 and 60 seconds", async () => {
  const lost = fails(new Again("GitHub: no answer", { lost: true }));
  await world.run(lost, lost, lost, lost, lost, lost);
  expect(world.starts).toEqual([0, 1, 3, 8, 23, 83, 143]);
});

test.each(["gone", "forbidden", "refused"] as const)(
  "a look that would only be %s again is done and said so",
  async (reason) => {
    await world.run(fails(new Stop(reason, "GitHub: 404")));
    expect(world.starts).toEqual([0]);
    expect(world.lines).toMatchObject([{ result: "stop", error: "Stop: GitHub: 404" }]);
  },
);

test("an unexpected error is tried again, then given up where the metrics show it", async () => {
  await world.run(...Array.from({ length: 20 }, () => fails(new TypeError("x is no function"))));
  expect(world.starts).toHaveLength(mostErrors);
  expect(world.lines.at(-1)).toMatchObject({ result: "given-up", level: "error" });
  expect(await world.metrics.text()).toContain('allclear_look_seconds_count{result="given-up"} 1');
  expect(world.errors).toEqual([]);
});

test("an error among many looks that were to come again does not end them", async () => {
  const lost = fails(new Again("GitHub: no answer", { lost: true }));
  const looks = Array.from({ length: 2 * mostErrors }, () => lost);
  await world.run(...looks, fails(new Error("the database is away")), done);
  expect(world.lines.map(({ result }) => result).slice(-2)).toEqual(["error", "done"]);
  expect(world.givenUp).toEqual([]);
});

test("a look given up is said so to whoever may ask for it later", async () => {
  await world.run(...Array.from({ length: mostErrors }, () => fails(new Error("broken"))));
  expect(world.givenUp).toEqual([address]);
});

test("after an error that passed, the waiting begins anew", async () => {
  const broken = fails(new Error("once"));
  await world.run(broken, done);
  await world.run(broken, done);
  expect(world.lines.map(({ afterMs }) => afterMs)).toEqual([1_000, undefined, 1_000, undefined]);
});

test("a limited installation is not looked at before its time", async () => {
  await world.memory.limit(7, new Date(world.time.now().getTime() + 90_000));
  await world.run(done);
  expect(world.starts).toEqual([90]);
  expect(world.lines[0]).toMatchObject({ result: "limited", afterMs: 90_000 });
});

test("an incident that another process looks at waits for that process", async () => {
  await world.memory.lease(key, "others", 5_000);
  await world.run(done);
  expect(world.starts).toEqual([6]);
  expect(world.lines[0]).toMatchObject({ result: "busy" });
});

test("a look that lost its lease may not write any more", async () => {
  let wrote = false;
  const outlived: Look = async (_, guard: Guard) => {
    await guard();
    world.time.advance(leaseMs + 1);
    await guard();
    wrote = true;
  };
  await world.run(outlived, done);
  expect(wrote).toBe(false);
  expect(world.lines.map(({ result }) => result)).toEqual(["again", "done"]);
});

test("a log line says which issue and how long, and no secret of an error", async () => {
  const token = "ghs_0123456789abcdefghijABCDEFGHIJ012345";
  await world.run(fails(new Error(`bad answer to Bearer ${token} "some words"`)));
  expect(world.lines[0]).toMatchObject({ installation: 7, repository: 4711, issue: 42, ms: 0 });
  expect(JSON.stringify(world.lines)).not.toContain(token);
});

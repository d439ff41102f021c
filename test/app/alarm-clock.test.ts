import { expect, test } from "vitest";
import { createInMemoryQueue } from "../../src/adapters/queue/in-memory.ts";
import { alarmClock } from "../../src/app/alarm-clock.ts";
import { type Address, keyOf, mergeAddresses } from "../../src/reconcile/address.ts";
import { failOnError } from "../support/fail-on-error.ts";
import { createVirtualTime } from "../support/virtual-time.ts";

const start = Date.parse("2026-11-22T02:30:00Z");
const address: Address = {
  ...{ installation: 1, repository: 2, name: "acme/web", issue: 3 },
  seen: { commentId: 4 },
};

/** A queue in virtual time, the looks it hands out, and when. */
function aQueue() {
  const time = createVirtualTime(start);
  const looks: { at: string; address: Address }[] = [];
  const queue = createInMemoryQueue<Address>({
    merge: mergeAddresses,
    now: time.now,
    schedule: time.schedule,
    onError: failOnError,
  });
  const working = queue.work(
    async (job) => {
      looks.push({ at: time.now().toISOString(), address: job.address });
      return { kind: "done" };
    },
    { concurrency: 1 },
  );
  return { time, queue, looks, working };
}

test("an incident is looked at when something falls due there, and nothing is asked of the look", async () => {
  const { time, queue, looks, working } = aQueue();
  await working;
  await alarmClock(queue).set(address, "2026-11-22T09:00:00Z");
  while (time.runNext());
  expect(looks).toEqual([{ at: "2026-11-22T09:00:00.000Z", address: { ...address, seen: {} } }]);
});

test("a later wish replaces the earlier one, and none takes it back", async () => {
  const { time, queue, looks, working } = aQueue();
  await working;
  const clock = alarmClock(queue);
  await clock.set(address, "2026-11-22T09:00:00Z");
  await clock.set(address, "2026-11-23T09:00:00Z");
  expect(await queue.depth()).toMatchObject({ alarms: 1 });
  await clock.set(address, undefined);
  expect(await queue.depth()).toMatchObject({ alarms: 0 });
  while (time.runNext());
  expect(looks).toEqual([]);
});

test("where nothing is due the queue is asked for nothing", async () => {
  const { queue } = aQueue();
  const asked: string[] = [];
  const clock = alarmClock({
    setAlarm: async (key, to, at) => {
      asked.push(key);
      await queue.setAlarm(key, to, at);
    },
    clearAlarm: async (key) => {
      asked.push(`clear ${key}`);
      await queue.clearAlarm(key);
    },
  });
  await clock.set(address, undefined);
  expect(asked).toEqual([]);
  await clock.set(address, "2026-11-22T09:00:00Z");
  await clock.set(address, "2026-11-22T09:00:00Z");
  expect(asked).toEqual([keyOf(address), keyOf(address)]);
});

import { expect, test } from "vitest";
import { createInMemoryQueue } from "../../../src/adapters/queue/in-memory.ts";
import { mergeTestAddresses, type TestAddress } from "../../contracts/test-address.ts";
import { Looks } from "../../support/looks.ts";

const startAt = Date.parse("2030-01-01T00:00:00Z");

/** A queue whose time moves only when the test says so. */
function openInVirtualTime() {
  let now = startAt;
  const errors: unknown[] = [];
  const tasks: { at: number; task: () => void }[] = [];
  const queue = createInMemoryQueue<TestAddress>({
    merge: mergeTestAddresses,
    now: () => new Date(now),
    schedule: (task, afterMs) => tasks.push({ at: now + afterMs, task }),
    onError: (error) => errors.push(error),
  });
  const advance = async (ms: number) => {
    now += ms;
    const due = tasks.filter((entry) => entry.at <= now).sort((a, b) => a.at - b.at);
    for (const entry of due) tasks.splice(tasks.indexOf(entry), 1);
    for (const entry of due) entry.task();
    await new Promise(setImmediate);
  };
  return { queue, advance, errors };
}

test("rings an alarm of next week without waiting for it", async () => {
  const { queue, advance } = openInVirtualTime();
  const looks = new Looks<TestAddress>("");
  await queue.work(looks.handler, { concurrency: 1 });
  await queue.setAlarm("A", { seen: [1] }, new Date(startAt + 7 * 86_400_000));
  await advance(7 * 86_400_000 - 1);
  expect(looks.count("A")).toBe(0);
  await advance(1);
  expect(looks.count("A")).toBe(1);
});

test("starts every look in the same turn as what caused it, oldest first", async () => {
  const { queue } = openInVirtualTime();
  const looks = new Looks<TestAddress>("");
  await queue.work(looks.handler, { concurrency: 2 });
  for (const key of ["A", "B", "C", "D"]) await queue.enqueue(key, { seen: [] });
  expect(looks.all.map((look) => look.job.key)).toEqual(["A", "B"]);
  (await looks.next("B")).end();
  await new Promise(setImmediate);
  expect(looks.all.map((look) => look.job.key)).toEqual(["A", "B", "C"]);
});

test("waits longer after each failure in a row, and briefly again after a success", async () => {
  const { queue, advance, errors } = openInVirtualTime();
  const looks = new Looks<TestAddress>("");
  await queue.work(looks.handler, { concurrency: 1 });
  await queue.enqueue("A", { seen: [] });
  for (const seconds of [1, 2, 5, 15, 60, 60]) {
    (await looks.next("A")).fail(new Error("broken"));
    await advance(0);
    await advance(seconds * 1000 - 1);
    expect((await queue.depth()).running).toBe(0);
    await advance(1);
    expect((await queue.depth()).running).toBe(1);
  }
  (await looks.next("A")).end();
  await advance(0);
  await queue.enqueue("A", { seen: [] });
  (await looks.next("A")).fail(new Error("broken"));
  await advance(0);
  await advance(1000);
  expect((await queue.depth()).running).toBe(1);
  expect(errors).toHaveLength(7);
});

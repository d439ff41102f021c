import { setTimeout as delay } from "node:timers/promises";
import type { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../../../src/adapters/database/database.ts";
import { openPglite } from "../../../src/adapters/database/open-pglite.ts";
import { openPgBossQueue, type QueueConnection } from "../../../src/adapters/queue/pg-boss.ts";
import { queueContract } from "../../contracts/queue.ts";
import { mergeTestAddresses, type TestAddress } from "../../contracts/test-address.ts";
import { makeDirectory } from "../../support/directory.ts";
import { failOnError } from "../../support/fail-on-error.ts";
import { Looks } from "../../support/looks.ts";

let directory: Awaited<ReturnType<typeof makeDirectory>>;
let database: Database;

beforeAll(async () => {
  directory = await makeDirectory();
  database = await openPglite(directory.path, { onError: failOnError });
});

afterAll(async () => {
  await database.close();
  await directory.remove();
});

queueContract("on PGlite", {
  durable: true,
  open: (options) =>
    openPgBossQueue({ connection: database.connection, merge: mergeTestAddresses, ...options }),
});

/** What falls due is to be said at most this much later; the rest of it is for the look. */
const latestMs = 2_000;

test("an alarm rings within two seconds of its time, wherever it falls between two polls", async () => {
  const queue = await openPgBossQueue<TestAddress>({
    connection: database.connection,
    merge: mergeTestAddresses,
    onError: failOnError,
  });
  const looks = new Looks<TestAddress>("due-");
  await queue.work(looks.handler, { concurrency: 2 });
  const keys = [0, 1, 2, 3, 4].map((place) => `due-${place}`);
  const begun = Date.now();
  const dueAt = (place: number) => begun + 1_500 + place * 210;
  await Promise.all(
    keys.map((key, place) => queue.setAlarm(key, { seen: [] }, new Date(dueAt(place)))),
  );
  const rung = await Promise.all(
    keys.map(async (key) => {
      const look = await looks.next(key);
      look.end();
      return look;
    }),
  );
  await queue.stop(5_000);
  const lateMs = rung.map(({ startedAt }, place) => startedAt - dueAt(place));
  expect(Math.min(...lateMs)).toBeGreaterThanOrEqual(-10);
  expect(Math.max(...lateMs)).toBeLessThanOrEqual(latestMs);
});

/** As behind a connection pooler, which passes no notifications on. */
function withoutNotifications({ connection }: Database): QueueConnection {
  if (connection.kind !== "pglite") throw new Error(`Expected PGlite, got ${connection.kind}`);
  const { pglite } = connection;
  const deaf: Pick<PGlite, "query" | "exec"> = {
    query: (text, values, options) => pglite.query(text, values, options),
    exec: (text, options) => pglite.exec(text, options),
  };
  return { kind: "pglite", pglite: deaf };
}

test("starts a waiting look right after the first where nothing notifies, and says so", async () => {
  const errors: unknown[] = [];
  const queue = await openPgBossQueue<TestAddress>({
    connection: withoutNotifications(database),
    merge: mergeTestAddresses,
    onError: (error) => errors.push(error),
    pollSeconds: 30,
  });
  const looks = new Looks<TestAddress>("deaf-");
  await queue.enqueue("deaf-A", { seen: [0] });
  await queue.work(looks.handler, { concurrency: 2 });
  let look = await looks.next("deaf-A");
  let waitedMs = 0;
  for (const round of [1, 2, 3, 4, 5, 6]) {
    await queue.enqueue("deaf-A", { seen: [round] });
    await delay(100);
    const endedAt = Date.now();
    look.end();
    look = await looks.next("deaf-A");
    waitedMs += look.startedAt - endedAt;
  }
  look.end();
  await queue.stop(5000);
  // One poll would take longer than all six together.
  expect(waitedMs).toBeLessThan(10_000);
  expect(String(errors)).toMatch(/LISTEN\/NOTIFY/);
});

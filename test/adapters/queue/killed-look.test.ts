import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../../../src/adapters/database/database.ts";
import { openPglite } from "../../../src/adapters/database/open-pglite.ts";
import { openPgBossQueue, type QueueConnection } from "../../../src/adapters/queue/pg-boss.ts";
import { mergeTestAddresses, type TestAddress } from "../../contracts/test-address.ts";
import { makeDirectory } from "../../support/directory.ts";
import { failOnError } from "../../support/fail-on-error.ts";
import { Looks } from "../../support/looks.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { killHard, runUntil } from "../../support/run-until.ts";

let postgres: TestPostgres;
let directory: Awaited<ReturnType<typeof makeDirectory>>;
const databases: Database[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  directory = await makeDirectory();
});

afterAll(async () => {
  for (const database of databases) await database.close();
  await postgres?.stop();
  await directory?.remove();
});

async function openDirectory(): Promise<QueueConnection> {
  const database = await openPglite(directory.path, { onError: failOnError });
  databases.push(database);
  return database.connection;
}

const kinds = [
  { name: "PGlite", target: () => directory.path, reopen: openDirectory },
  {
    name: "PostgreSQL",
    target: () => postgres.url,
    reopen: async (): Promise<QueueConnection> => ({
      kind: "postgres",
      connectionString: postgres.url,
    }),
  },
];

// The least heartbeat pg-boss allows is ten seconds.
test.concurrent.each(kinds)(
  "brings the looks of a killed process back within thirty seconds on $name",
  {
    timeout: 60_000,
  },
  async ({ target, reopen }) => {
    const child = await runUntil("./hold-looks.ts", [target()], "holding");
    await killHard(child);
    const killedAt = Date.now();
    const looks = new Looks<TestAddress>("");
    const queue = await openPgBossQueue({
      connection: await reopen(),
      merge: mergeTestAddresses,
      onError: failOnError,
    });
    await queue.work(looks.handler, { concurrency: 2 });
    const [a, b] = await Promise.all([looks.next("A"), looks.next("B")]);
    expect(Date.now() - killedAt).toBeLessThan(30_000);
    expect([...a.job.address.seen].sort()).toEqual([1, 3]);
    expect(b.job.address.seen).toEqual([2]);
    a.end();
    b.end();
    await queue.stop(5000);
  },
);

import { afterAll, beforeAll } from "vitest";
import { openPgBossQueue } from "../../../src/adapters/queue/pg-boss.ts";
import { queueContract } from "../../contracts/queue.ts";
import { mergeTestAddresses } from "../../contracts/test-address.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(async () => {
  await postgres.stop();
});

queueContract("on PostgreSQL", {
  durable: true,
  open: (options) =>
    openPgBossQueue({
      connection: { kind: "postgres", connectionString: postgres.url },
      merge: mergeTestAddresses,
      ...options,
    }),
});

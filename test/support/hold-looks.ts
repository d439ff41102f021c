import { openPglite } from "../../src/adapters/database/open-pglite.ts";
import { openPgBossQueue, type QueueConnection } from "../../src/adapters/queue/pg-boss.ts";
import type { TestAddress } from "../contracts/test-address.ts";
import { mergeTestAddresses } from "../contracts/test-address.ts";

/**
 * A process that takes the looks A (with another one waiting) and B, says so, and never ends them:
 * for tests that kill it. Its argument is a PGlite directory or the URL of a PostgreSQL server.
 */
const target = process.argv[2] ?? "";
const onError = (error: unknown) => console.error(error);

async function connect(): Promise<QueueConnection> {
  if (target.startsWith("postgres:")) return { kind: "postgres", connectionString: target };
  return (await openPglite(target, { onError })).connection;
}

const merge = mergeTestAddresses;
const queue = await openPgBossQueue<TestAddress>({ connection: await connect(), merge, onError });
let held = 0;
await queue.work(
  () => {
    held++;
    return new Promise(() => {});
  },
  { concurrency: 2 },
);
await queue.enqueue("A", { seen: [1] });
await queue.enqueue("B", { seen: [2] });
while (held < 2) await new Promise((resolve) => setTimeout(resolve, 20));
await queue.enqueue("A", { seen: [3] });
console.log("holding");

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../../src/adapters/database/database.ts";
import { openPglite } from "../../../src/adapters/database/open-pglite.ts";
import { openPostgres } from "../../../src/adapters/database/open-postgres.ts";
import { openSqlMemory } from "../../../src/adapters/database/sql-memory.ts";
import { memoryContract } from "../../contracts/memory.ts";
import { makeDirectory } from "../../support/directory.ts";
import { failOnError } from "../../support/fail-on-error.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";

let postgres: TestPostgres;
let directory: Awaited<ReturnType<typeof makeDirectory>>;
const databases: Record<"pglite" | "postgres", Database | undefined> = {
  pglite: undefined,
  postgres: undefined,
};

beforeAll(async () => {
  postgres = await startPostgres();
  directory = await makeDirectory();
  databases.postgres = await openPostgres(postgres.url, { onError: failOnError });
  databases.pglite = await openPglite(directory.path, { onError: failOnError });
});

afterAll(async () => {
  await databases.postgres?.close();
  await databases.pglite?.close();
  await postgres?.stop();
  await directory?.remove();
});

function opened(kind: "pglite" | "postgres"): Database {
  const database = databases[kind];
  if (database === undefined) throw new Error(`${kind} was not opened`);
  return database;
}

describe.each(["pglite", "postgres"] as const)("over %s", (kind) => {
  memoryContract(kind, () => openSqlMemory(opened(kind)));

  test("forgets a done effect after seven days", async () => {
    const memory = await openSqlMemory(opened(kind));
    for (const effect of ["page", "label"]) await memory.remember("1#1", effect);
    await opened(kind).query(
      "update allclear.done set at = now() - interval '8 days' where effect = 'page'",
    );
    expect(await memory.has("1#1", "page")).toBe(false);
    expect(await memory.has("1#1", "label")).toBe(true);
    await memory.remember("1#2", "anything");
    const left = await opened(kind).query("select from allclear.done where effect = 'page'");
    expect(left).toEqual([]);
  });

  test("keeps what it knows when it is opened again, also by several at once", async () => {
    const memory = await openSqlMemory(opened(kind));
    await memory.saveCursor("repository-9", "kept");
    const others = await Promise.all([1, 2, 3].map(() => openSqlMemory(opened(kind))));
    for (const other of others) expect(await other.cursor("repository-9")).toBe("kept");
  });

  test("starts anew on tables of another version", async () => {
    await openSqlMemory(opened(kind));
    await opened(kind).script(
      "update allclear.version set version = 0; drop table allclear.card; create table allclear.card (x int)",
    );
    const memory = await openSqlMemory(opened(kind));
    expect(await memory.lastCard("1#1")).toBeUndefined();
  });

  test("makes its schema in an empty database while others do the same", async () => {
    await opened(kind).script("drop schema allclear cascade");
    const memories = await Promise.all([1, 2, 3, 4].map(() => openSqlMemory(opened(kind))));
    for (const memory of memories) expect(await memory.cursor("repository-9")).toBeUndefined();
  });
});

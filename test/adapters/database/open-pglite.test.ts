import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPglite } from "../../../src/adapters/database/open-pglite.ts";
import { makeDirectory } from "../../support/directory.ts";
import { failOnError } from "../../support/fail-on-error.ts";
import { killHard, runUntil } from "../../support/run-until.ts";

// Creating an embedded database takes seconds, so these tests share one, each opening it anew.
let directory: Awaited<ReturnType<typeof makeDirectory>>;
let path: string;

beforeAll(async () => {
  directory = await makeDirectory();
  path = join(directory.path, "deep", "data");
  // What a creation leaves that was cut off.
  await mkdir(join(path, "pgdata.new"), { recursive: true });
  await writeFile(join(path, "pgdata.new", "PG_VERSION"), "18");
});

afterAll(() => directory.remove());

const open = () => openPglite(path, { onError: failOnError });

test("is created where a creation was cut off, and leaves only its data when closed", async () => {
  const database = await open();
  expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  await database.close();
  expect(await readdir(path)).toEqual(["pgdata"]);
});

test("keeps its rows when it is closed and opened again", async () => {
  const first = await open();
  await first.script("create table kept (word text); insert into kept values ('yes')");
  await first.close();
  const second = await open();
  const rows = await second.query("select word from kept where word = $1", ["yes"]);
  expect(rows).toEqual([{ word: "yes" }]);
  await second.close();
});

test("undoes a script that fails in the middle", async () => {
  const database = await open();
  const script = database.script("create table half (x int); select * from missing");
  await expect(script).rejects.toThrow(/missing/);
  expect(await database.query("select to_regclass('half') as half")).toEqual([{ half: null }]);
  await database.close();
});

test("refuses a second process, names the first, and opens after its violent end", async () => {
  const child = await runUntil("./hold-directory.ts", [path], "open");
  const second = open();
  await expect(second).rejects.toThrow(`in use by process ${child.pid}`);
  await expect(second).rejects.toThrow(/DATABASE_URL/);
  await killHard(child);
  const database = await open();
  expect(await database.query("select count(*)::int as rows from held")).toEqual([{ rows: 100 }]);
  await database.close();
});

test("frees the directory when its process ends in peace", async () => {
  const child = await runUntil("./hold-directory.ts", [path], "open");
  const closed = once(child, "close");
  child.kill("SIGTERM");
  await closed;
  expect(await readdir(path)).toEqual(["pgdata"]);
});

test("refuses the same process a second time", async () => {
  const database = await open();
  await expect(open()).rejects.toThrow(`in use by process ${process.pid}`);
  await database.close();
});

import { beforeEach, expect, test } from "vitest";
import { createInMemory } from "../../src/adapters/database/in-memory.ts";
import { openIncidents } from "../../src/app/open-incidents.ts";
import { type Address, noIssue } from "../../src/reconcile/address.ts";

let memory: ReturnType<typeof createInMemory>;
let isDown: boolean;

beforeEach(() => {
  isDown = false;
  memory = createInMemory(() => new Date());
  const { cursor, saveCursor } = memory;
  // As a database: others get their turn between what is asked and what is answered.
  memory.cursor = async (name) => {
    const value = await cursor.call(memory, name);
    await turn();
    return value;
  };
  memory.saveCursor = async (name, value) => {
    await turn();
    if (isDown) throw new Error("the database is away");
    await saveCursor.call(memory, name, value);
  };
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

const at = (repository: number, issue: number): Address => ({
  installation: 7,
  repository,
  name: `acme/r${repository}`,
  issue,
  seen: {},
});

const listed = async () =>
  Object.fromEntries(
    (await openIncidents(memory, "reader").places()).map(({ repository, issues }) => [
      repository,
      issues,
    ]),
  );

test("replicas that add repositories at once lose none of them", async () => {
  const replicas = ["a", "b", "c"].map((holder) => openIncidents(memory, holder));
  await Promise.all(replicas.map((replica, index) => replica.add(at(index + 1, 42))));
  expect(await listed()).toEqual({ 1: [42], 2: [42], 3: [42] });
});

test("replicas that add and take off issues of one repository at once lose none", async () => {
  const [one, other] = [openIncidents(memory, "a"), openIncidents(memory, "b")];
  await one.add(at(1, 41));
  await Promise.all([one.afterLook(at(1, 41)), other.add(at(1, 42)), one.add(at(1, 43))]);
  expect(await listed()).toEqual({ 1: [42, 43] });
});

test("an entry that could not be written is written after the next look", async () => {
  const open = openIncidents(memory, "a");
  isDown = true;
  await expect(open.add(at(1, 42))).rejects.toThrow("away");
  isDown = false;
  await open.add(at(1, 42));
  expect(await listed()).toEqual({ 1: [42] });
});

test("an entry that the database lost is there again after the next look", async () => {
  const open = openIncidents(memory, "a");
  await open.add(at(1, 42));
  await memory.forgetEverything();
  await open.add(at(1, 42));
  expect(await listed()).toEqual({ 1: [42] });
});

test("the newest name of a repository is kept", async () => {
  const open = openIncidents(memory, "a");
  await open.add(at(1, 42));
  await open.add({ ...at(1, 42), name: "acme/renamed" });
  expect(await open.places()).toMatchObject([{ name: "acme/renamed" }]);
});

test("the files of a repository are no incident: nothing is asked or written for them", async () => {
  const asked: string[] = [];
  memory.lastCard = async (key) => void asked.push(key);
  await openIncidents(memory, "a").afterLook(at(4711, noIssue));
  expect(asked).toEqual([]);
});

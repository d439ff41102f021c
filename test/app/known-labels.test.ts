import { beforeEach, expect, test } from "vitest";
import { createInMemory } from "../../src/adapters/database/in-memory.ts";
import { knownLabels } from "../../src/app/known-labels.ts";

const minute = 60_000;
const named = (incident: string) => ({ incident, postmortem: "postmortem" });

let now: number;
let reads: string[];
let errors: unknown[];
let isDown: boolean;
let memory: Pick<ReturnType<typeof createInMemory>, "cursor" | "saveCursor">;

beforeEach(() => {
  now = Date.parse("2026-11-22T02:35:00Z");
  reads = [];
  errors = [];
  isDown = false;
  const inner = createInMemory(() => new Date(now));
  memory = {
    async cursor(name) {
      reads.push(name);
      if (isDown) throw new Error("the database is away");
      return inner.cursor(name);
    },
    saveCursor: (name, value) => inner.saveCursor(name, value),
  };
});

const replica = () =>
  knownLabels(
    memory,
    (error) => errors.push(error),
    () => new Date(now),
  );

async function knows(repository: number, label: string): Promise<boolean> {
  const labels = replica();
  await labels.refresh(repository);
  return labels.isOurs(repository, label);
}

test("what two replicas learn at once, a third one knows", async () => {
  const [one, other] = [replica(), replica()];
  await Promise.all([one.learn(1, named("outage")), other.learn(2, named("Fire "))]);
  expect(await knows(1, "Outage")).toBe(true);
  expect(await knows(2, "fire")).toBe(true);
  expect(await knows(1, "fire")).toBe(false);
});

test("a label that the config no longer names is forgotten", async () => {
  await replica().learn(1, named("outage"));
  await replica().learn(1, named("incident"));
  expect(await knows(1, "outage")).toBe(false);
  expect(await knows(1, "incident")).toBe(true);
});

test("a replica sees what another learned within a minute, and asks once a minute", async () => {
  const labels = replica();
  for (let times = 0; times < 5; times += 1) await labels.refresh(1);
  await replica().learn(1, named("outage"));
  reads = [];
  await labels.refresh(1);
  expect(labels.isOurs(1, "outage")).toBe(false);
  now += minute;
  await labels.refresh(1);
  expect(labels.isOurs(1, "outage")).toBe(true);
  expect(reads).toHaveLength(1);
});

test("only names that no process knew are news", async () => {
  expect(await replica().learn(1, named("incident"))).toBe(false);
  expect(await replica().learn(1, named("outage"))).toBe(true);
  expect(await replica().learn(1, named("outage"))).toBe(false);
});

test("names that could not be stored are stored when they are read again", async () => {
  const labels = replica();
  isDown = true;
  await labels.learn(1, named("outage"));
  expect(labels.isOurs(1, "outage")).toBe(true);
  isDown = false;
  await labels.learn(1, named("outage"));
  expect(await knows(1, "outage")).toBe(true);
  expect(errors.map(String)).toEqual(["Error: the database is away"]);
});

test("a look for a label that nobody knows is asked for once a minute and repository", () => {
  const labels = replica();
  expect(labels.whenToAsk(1)).toEqual(new Date(now));
  now += minute - 1;
  expect(labels.whenToAsk(1)).toBeUndefined();
  expect(labels.whenToAsk(2)).toEqual(new Date(now));
  now += 1;
  expect(labels.whenToAsk(1)).toEqual(new Date(now));
});

test("a look waits until a config read a moment ago is read anew", async () => {
  const labels = replica();
  await labels.learn(1, named("incident"));
  now += 1_000;
  expect(labels.whenToAsk(1)).toEqual(new Date(now + minute - 1_000));
  now += 2 * minute - 2_000;
  expect(labels.whenToAsk(1)).toBeUndefined();
});

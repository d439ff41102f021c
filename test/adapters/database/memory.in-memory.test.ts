import { expect, test } from "vitest";
import { createInMemory } from "../../../src/adapters/database/in-memory.ts";
import { memoryContract } from "../../contracts/memory.ts";

const shared = createInMemory(() => new Date());
memoryContract("one process", async () => shared);

test("forgets a done effect after seven days of virtual time", async () => {
  let now = new Date("2030-01-01T00:00:00Z");
  const memory = createInMemory(() => now);
  await memory.remember("1#1", "page");
  now = new Date("2030-01-07T23:59:59Z");
  expect(await memory.has("1#1", "page")).toBe(true);
  now = new Date("2030-01-08T00:00:01Z");
  expect(await memory.has("1#1", "page")).toBe(false);
});

import { expect, test } from "vitest";
import { openIncidentWorld } from "../support/in-memory-world.ts";
import { otherStories, shortStories } from "./stories.ts";

test.each([...shortStories, ...otherStories])("$title", async ({ options, play }) => {
  const world = await openIncidentWorld(options);
  await play(world);
  const writes = () => world.calls.filter(({ isWrite }) => isWrite).length;
  const before = writes();
  for (const number of world.repository.issues.keys()) world.look(number);
  await world.settle();
  expect(writes(), "one more look writes nothing").toBe(before);
});

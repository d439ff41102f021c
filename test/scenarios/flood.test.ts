import { expect, test } from "vitest";
import { openIncidentWorld } from "../support/in-memory-world.ts";

test("two hundred commands in one breath are each answered, and the card stays whole", async () => {
  const world = await openIncidentWorld({ people: { alice: "write" } });
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Checkout is down", labels: ["incident"] }));
  await world.step(() => {
    for (let count = 1; count <= 200; count += 1) alice.says(`/note number ${count}`);
  });
  const rocketed = world.comments().filter(({ body }) => body.startsWith("/note"));
  expect(rocketed).toHaveLength(200);
  expect(rocketed.filter(({ reactions }) => reactions.length === 1)).toHaveLength(200);
  const texts = world.record()?.incident.timeline.filter(({ kind }) => kind === "NoteAdded");
  expect(texts).toHaveLength(200);
  expect(world.errors).toEqual([]);
});

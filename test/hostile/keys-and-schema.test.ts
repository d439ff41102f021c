import { describe, expect, test } from "vitest";
import { hmacSeal } from "../../src/adapters/seal/hmac-seal.ts";
import { encodeBlock } from "../../src/core/card/block.ts";
import { type IncidentRecord, schemaVersion } from "../../src/core/card/record.ts";
import { type IncidentWorld, openIncidentWorld } from "../support/in-memory-world.ts";
import { writesAtRest } from "../support/invariants.ts";
import { expectSound, people } from "./sound.ts";

const [first, second] = ["the first key of the tests", "the second key of the tests"];

/** An incident under some keys, whose processes can be started again with others. */
async function underKeys(keys: readonly string[]) {
  const options = { people, keys };
  const world = await openIncidentWorld(options);
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
  await world.step(() => alice.says("/sev 2\n/note the cache is cold"));
  const restartWith = async (others: readonly string[]) => {
    options.keys = others;
    for (const one of world.processes) one.kill();
    await world.start();
  };
  return { world, restartWith };
}

const cardBody = (world: IncidentWorld) => world.cardComments()[0]?.body ?? "";

describe("a card goes on as it was when", () => {
  test.each([
    { what: "keys are introduced", before: [], after: [first] },
    {
      what: "a key is replaced and the old one kept behind it",
      before: [first],
      after: [second, first],
    },
    { what: "a second key is added behind the first", before: [first], after: [first, second] },
  ])("$what, and is signed with the first key at its next write", async ({ before, after }) => {
    const { world, restartWith } = await underKeys(before);
    const incident = world.record()?.incident;
    await restartWith(after);
    await world.step(() => world.look(1));
    expect(world.record()?.incident).toEqual(incident);
    await world.step(() => world.person("bob").says("/ack"));
    await restartWith(after.slice(0, 1));
    await world.step(() => world.person("bob").says("/sev 1"));
    expect(world.record()?.incident).toMatchObject({ severity: "SEV1", status: "investigating" });
    await expectSound(world);
  });
});

test("an unsigned card that no database vouches for is rebuilt from the thread", async () => {
  const { world, restartWith } = await underKeys([]);
  const unsigned = cardBody(world);
  await restartWith([first]);
  await world.memory.forgetEverything();
  await world.step(() => world.look(1));
  expect(cardBody(world)).not.toBe(unsigned);
  expect(world.card()).toContain("restored");
  expect(world.record()?.incident.severity).toBe("SEV2");
  expect(await writesAtRest(world)).toEqual([]);
});

describe("the app stands back and says so once", () => {
  test.each([
    { what: "the key is unknown", before: [first], after: [second] },
    { what: "there is no key any more", before: [first], after: [] },
  ])("where $what, and goes on when the key is back", async ({ before, after }) => {
    const { world, restartWith } = await underKeys(before);
    const body = cardBody(world);
    const said = world.answers().length;
    await restartWith(after);
    await world.step(() => world.person("bob").says("/sev 1"));
    await world.step(() => world.person("bob").says("/note anybody there?"));
    await world.memory.forgetEverything();
    await world.step(() => world.resync());
    expect(cardBody(world)).toBe(body);
    expect(world.answers()).toHaveLength(said + 1);
    expect(world.answers().at(-1)).toContain("leaves the incident alone");
    expect(await writesAtRest(world)).toEqual([]);
    await restartWith([...after, ...before]);
    await world.step(() => world.look(1));
    expect(world.record()?.incident.severity).toBe("SEV1");
    await expectSound(world);
  });

  test.each([{ keys: [] }, { keys: [first] }])(
    "where a newer version wrote it: $keys",
    async ({ keys }) => {
      const { world } = await underKeys(keys);
      const [card] = world.cardComments();
      const newer: IncidentRecord = JSON.parse(
        JSON.stringify({ ...world.record(), schema: schemaVersion + 1, more: { to: "come" } }),
      );
      const thread = { repository: world.repository.id, issue: 1 };
      const body = `Another look\n\n${encodeBlock(newer, thread, hmacSeal(keys))}`;
      await world.step(() => {
        if (card !== undefined) card.body = body;
        world.person("bob").says("/sev 1");
      });
      await world.step(() => world.person("bob").says("/sev 3"));
      await world.memory.forgetEverything();
      await world.step(() => world.resync());
      expect(card?.body).toBe(body);
      expect(world.labels()).toContain("severity: SEV2");
      expect(world.comments().filter(({ body: text }) => text.includes("stand-back"))).toHaveLength(
        1,
      );
      expect(await writesAtRest(world)).toEqual([]);
    },
  );
});

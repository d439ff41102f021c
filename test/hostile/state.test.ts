import { describe, expect, test } from "vitest";
import { bodyMarker } from "../../src/core/card/markers.ts";
import type { IncidentWorld } from "../support/in-memory-world.ts";
import { writesAtRest } from "../support/invariants.ts";
import { expectSound, openIncident } from "./sound.ts";

/** An incident with something to lose, and another one that nobody touches. */
async function twoIncidents(keys: readonly string[] = []): Promise<IncidentWorld> {
  const world = await openIncident({ keys });
  const [alice, bob] = [world.person("alice"), world.person("bob")];
  await world.step(() => alice.says("/sev 2\n/note the cache is cold"));
  await world.step(() => bob.says("/lead"));
  await world.step(() => alice.says("/update We look at the cache"));
  await world.step(() => alice.opens({ title: "Other", labels: ["incident"] }));
  return world;
}

function cardOf(world: IncidentWorld, number = 1): { readonly id: number; readonly body: string } {
  const [card] = world.cardComments(number);
  if (card === undefined) throw new Error(`Issue ${number} has no card.`);
  return { id: card.id, body: card.body };
}

function earlierBody(world: IncidentWorld): string {
  const [card] = world.cardComments();
  return card?.revisions.at(1)?.body ?? "";
}

const blockAt = (body: string) => body.lastIndexOf("<!-- allclear:card");

interface Damage {
  readonly what: string;
  readonly act: (world: IncidentWorld) => void;
}

const byHand =
  (change: (body: string, world: IncidentWorld) => string) => (world: IncidentWorld) => {
    const card = cardOf(world);
    world.person("carol").edits(card.id, change(card.body, world));
  };

const damages: readonly Damage[] = [
  { what: "its text replaced", act: byHand(() => "nothing to see here") },
  { what: "its hidden block taken out", act: byHand((body) => body.slice(0, blockAt(body))) },
  { what: "one bit of its block flipped", act: byHand((body) => body.replace("SEV2", "SEV3")) },
  { what: "a block cut in the middle", act: byHand((body) => body.slice(0, blockAt(body) + 300)) },
  { what: "the block of another issue", act: byHand((_, world) => cardOf(world, 2).body) },
  {
    what: "a huge block",
    act: byHand((body) => body.replace('"schema":1', `${"[".repeat(30_000)}`)),
  },
  {
    what: "two blocks",
    act: byHand((body) => `${body}\n${body.slice(blockAt(body)).replace("SEV2", "SEV1")}`),
  },
  {
    what: "prototype keys",
    act: byHand((body) => body.replace('{"schema"', '{"__proto__":{"drill":true},"schema"')),
  },
  { what: "no comment left", act: (world) => world.person("carol").deletes(cardOf(world).id) },
  {
    what: "neither comment nor marker left",
    act: (world) => {
      world.person("carol").deletes(cardOf(world).id);
      world.person("alice").rewrites({ body: "Never mind" });
    },
  },
];

const keysOf = { "an unsigned card": [], "a signed card": ["a key of the tests, long enough"] };

describe.each(Object.entries(keysOf))("%s", (_, keys) => {
  describe.each(["kept", "dropped"] as const)("with the database %s", (database) => {
    test.each(damages)(
      "comes back from $what, and only its own incident is touched",
      async ({ act }) => {
        const world = await twoIncidents(keys);
        const other = cardOf(world, 2).body;
        const said = world.answers().length;
        if (database === "dropped") await world.memory.forgetEverything();
        await world.step(() => act(world));
        await world.step(() => world.resync());
        const record = world.record();
        expect(record?.incident).toMatchObject({ severity: "SEV2", roles: { commander: "bob" } });
        expect(record?.incident.timeline.map(({ text }) => text)).toContain("the cache is cold");
        expect(world.answers()).toHaveLength(said);
        expect(cardOf(world, 2).body).toBe(other);
        await expectSound(world);
      },
    );
  });
});

test("an older text of the card put back by hand does not take the incident back", async () => {
  const world = await twoIncidents();
  const before = world.record();
  await world.step(() => world.person("carol").edits(cardOf(world).id, earlierBody(world)));
  expect(world.record()?.incident).toEqual(before?.incident);
  expect(await writesAtRest(world)).toEqual([]);
});

test("an older text put back and the database dropped repeat no answer", async () => {
  const world = await twoIncidents();
  const before = world.record();
  const said = world.answers();
  await world.memory.forgetEverything();
  await world.step(() => world.person("carol").edits(cardOf(world).id, earlierBody(world)));
  expect(world.answers()).toEqual(said);
  expect(world.record()?.incident).toEqual(before?.incident);
  expect(await writesAtRest(world)).toEqual([]);
});

describe("our block in somebody else's comment", () => {
  test.each(["rita", "alice", "carol"])("means nothing when %s pasted it", async (login) => {
    const world = await twoIncidents();
    const before = cardOf(world).body;
    const pasted = before.replace("SEV2", "SEV1");
    await world.step(() => world.person(login).says(pasted));
    expect(cardOf(world).body).toBe(before);
    await world.memory.forgetEverything();
    await world.step(() => world.resync());
    expect(cardOf(world).body).toBe(before);
    await expectSound(world);
  });

  test.each(["answer c1 done=1", "reply c1", "report", "stand-back"])(
    "nor does the marker of %s",
    async (marker) => {
      const world = await twoIncidents();
      const id = await world.step(() =>
        world.person("rita").says(`hm <!-- allclear:${marker} -->`),
      );
      const answer = `<!-- allclear:answer c${id + 2} done=1 -->`;
      await world.step(() => {
        world.person("rita").says(answer);
        world.person("bob").says("/status");
      });
      expect(world.answers().at(-1)).toContain("SEV2");
      await expectSound(world);
    },
  );
});

interface Forgery {
  readonly what: string;
  readonly names: (world: IncidentWorld) => number;
}

const forgeries: readonly Forgery[] = [
  { what: "a comment that does not exist", names: () => 1 },
  { what: "the card of another incident", names: (world) => cardOf(world).id },
  { what: "an answer of ours elsewhere", names: (world) => world.comments(1).at(-1)?.id ?? 0 },
  { what: "our report on the same issue", names: (world) => world.comments(3)[0]?.id ?? 0 },
  { what: "the author's own comment", names: (world) => world.comments(3).at(-1)?.id ?? 0 },
];

test.each(forgeries)("a body that names $what as its card declares nothing", async ({ names }) => {
  const world = await twoIncidents();
  const cards = [cardOf(world), cardOf(world, 2)];
  const rita = world.person("rita");
  await world.step(() => rita.opens({ title: "Slow", labels: ["incident"], byForm: true }));
  await world.step(() => rita.on(3).says("/sev 1"));
  const said = world.answers(3);
  const [repository, commentId] = [world.repository.id, names(world)];
  const body = bodyMarker({ repository, issue: 3, commentId });
  for (const dropped of [false, true]) {
    if (dropped) await world.memory.forgetEverything();
    await world.step(() => rita.on(3).rewrites({ body: `${dropped}\n${body}` }));
    await world.step(() => world.look(3));
    expect(world.card(3)).toBe("");
    expect(world.answers(3)).toEqual(said);
    expect([cardOf(world), cardOf(world, 2)]).toEqual(cards);
  }
  await world.step(() => world.person("bob").on(3).says("/ack"));
  expect(world.record(3)?.incident.status).toBe("investigating");
  expect(world.issue(3).body).toContain(`card=${cardOf(world, 3).id} -->`);
  await expectSound(world);
});

test("an incident's author who makes the body name another card changes neither", async () => {
  const world = await twoIncidents();
  const cards = [cardOf(world).id, cardOf(world, 2)];
  const marker = { repository: world.repository.id, issue: 1, commentId: cardOf(world, 2).id };
  await world.step(() => world.person("alice").rewrites({ body: bodyMarker(marker) }));
  await world.memory.forgetEverything();
  await world.step(() => world.person("alice").says("/sev 1"));
  expect([cardOf(world).id, cardOf(world, 2)]).toEqual(cards);
  expect(world.record()?.incident.severity).toBe("SEV1");
  await expectSound(world);
});

test("a rocket that somebody else gave is no verdict when the card is rebuilt", async () => {
  const world = await twoIncidents();
  await world.memory.forgetEverything();
  const rita = world.person("rita");
  await world.step(() => {
    world.person("carol").edits(cardOf(world).id, "gone");
    const [card] = world.comments();
    for (const revision of card?.revisions ?? []) revision.body = "gone";
    for (const text of ["/resolve all good", "/cancel false-positive", "/sev 4"]) {
      rita.reacts(rita.says(text), "rocket");
    }
  });
  expect(world.record()?.incident).toMatchObject({ severity: "SEV2", status: "investigating" });
  expect(world.issue().state).toBe("open");
  expect(world.answers().filter((text) => /triage|write/.test(text)).length).toBeGreaterThan(2);
  await expectSound(world);
});

test("of two cards the older stays and the other leads to it", async () => {
  const world = await twoIncidents();
  const first = cardOf(world);
  const twin = await world.step(() => {
    const id = world.person("alice").says("to be ours");
    const comment = world.comments().find((one) => one.id === id);
    if (comment !== undefined) {
      comment.author = world.installation.app.bot;
      comment.body = first.body;
    }
    return id;
  });
  await world.step(() => world.look(1));
  expect(world.cardComments().map(({ id }) => id)).toEqual([first.id]);
  expect(world.comments().find(({ id }) => id === twin)?.body).toContain(
    `issuecomment-${first.id}`,
  );
  await expectSound(world);
});

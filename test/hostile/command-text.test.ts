import { describe, expect, test } from "vitest";
import { expectSound, openIncident } from "./sound.ts";

/** What becomes of one comment by somebody who may: done, answered without effect, or not heard. */
type Fate = "done" | "answered" | "unheard";

const texts: readonly { readonly text: string; readonly fate: Fate }[] = [
  { text: "/SEV 1", fate: "done" },
  { text: "/Sev 1\r\n", fate: "done" },
  { text: "thanks\r\n\r\n/sev 1\r\n\r\nbye", fate: "done" },
  { text: "thanks\n/sev 1", fate: "done" },
  { text: "/incident sev 1", fate: "done" },
  { text: "/sev\u00a01\u00a0", fate: "done" },
  { text: "/sev \u201c1\u201d", fate: "answered" },
  { text: "```\nlog\n```\n/sev 1", fate: "done" },
  { text: " /sev 1", fate: "answered" },
  { text: "/sev", fate: "answered" },
  { text: "/sev -1", fate: "answered" },
  { text: "/sev \uff11\uff11", fate: "answered" },
  { text: `/sev ${"9".repeat(400)}`, fate: "answered" },
  { text: "/sev 1e0", fate: "answered" },
  { text: "/sev __proto__", fate: "answered" },
  { text: "/status constructor", fate: "answered" },
  { text: "/role toString @bob", fate: "answered" },
  { text: "/done 99999999999999999999", fate: "answered" },
  { text: "/done -0", fate: "answered" },
  { text: "/sevv 1", fate: "answered" },
  { text: "/incident obliterate", fate: "answered" },
  { text: "/resolve --force", fate: "answered" },
  { text: "```\n/sev 1\n```", fate: "unheard" },
  { text: "````\n```\n/sev 1\n```\n````", fate: "unheard" },
  { text: "~~~ text\n/sev 1", fate: "unheard" },
  { text: "`/sev 1`", fate: "unheard" },
  { text: "    /sev 1", fate: "unheard" },
  { text: "> /sev 1\n/status identified", fate: "unheard" },
  { text: "- /sev 1", fate: "unheard" },
  { text: "| a |\n| - |\n| /sev 1 |", fate: "unheard" },
  { text: "<!--\n/sev 1\n-->", fate: "unheard" },
  { text: "<!-- \n\n/sev 1", fate: "unheard" },
  { text: "<details>\n/sev 1\n</details>", fate: "unheard" },
  { text: "On Monday, alice wrote:\n/sev 1", fate: "unheard" },
  { text: "please run /sev 1 now", fate: "unheard" },
  { text: "[/sev 1](https://example.com)", fate: "unheard" },
  { text: "/var/log/app.log says so", fate: "unheard" },
  { text: "/usr/bin/sev 1", fate: "unheard" },
  { text: "/assign @bob", fate: "unheard" },
  { text: "/close", fate: "unheard" },
  { text: "//sev 1", fate: "unheard" },
  { text: "\\/sev 1", fate: "unheard" },
  { text: "\u2215sev 1", fate: "unheard" },
];

describe("a comment by somebody who may", () => {
  const rows = texts.map((row) => ({ ...row, written: JSON.stringify(row.text) }));

  test.each(rows)("$written is $fate", async ({ text, fate }) => {
    const world = await openIncident();
    const before = world.record()?.incident;
    await world.step(() => world.person("alice").says(text));
    expect(world.answers()).toHaveLength(fate === "unheard" ? 1 : 2);
    if (fate === "done") expect(world.record()?.incident.severity).toBe("SEV1");
    else expect(world.record()?.incident).toEqual(before);
    await expectSound(world);
  });
});

test("of many commands in one comment each has its result, in one answer", async () => {
  const world = await openIncident();
  await world.step(() =>
    world
      .person("alice")
      .says("/note one\n/sev 9\n/note two\n/status nonsense\n/note three\n/sev 1"),
  );
  const texts = world.record()?.incident.timeline.map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(["one", "two", "three"]));
  expect(world.record()?.incident.severity).toBe("SEV1");
  expect(world.answers()).toHaveLength(2);
  await expectSound(world);
});

test("five thousand command lines are done up to a limit, and the rest is told of once", async () => {
  const world = await openIncident();
  const lines = Array.from({ length: 5_000 }, (_, index) => `/note ${index}`);
  await world.step(() => world.person("alice").says(lines.join("\n")));
  const notes = world.record()?.incident.timeline.filter(({ kind }) => kind === "NoteAdded");
  expect(notes).toHaveLength(50);
  expect(world.answers()).toHaveLength(2);
  expect(world.answers()[1]).toContain("more than 50 commands");
  await expectSound(world);
});

test("a command edited into an old comment does nothing, whoever edits it", async () => {
  const world = await openIncident();
  const id = await world.step(() => world.person("alice").says("looking"));
  await world.step(() => world.person("bob").says("/note first"));
  const before = world.record()?.incident;
  for (const login of ["carol", "alice"]) {
    world.time.advance(60 * 60_000);
    await world.step(() => world.person("bob").says("thanks"));
    await world.step(() => world.person(login).edits(id, `/sev 1\n/cancel external ${login}`));
  }
  expect(world.record()?.incident.status).toBe(before?.status);
  expect(world.record()?.incident.severity).toBeUndefined();
  await expectSound(world);
});

test.each([
  "/note $(id) `id` && rm -rf /",
  `/note $${"{{ secrets.TOKEN }}"} {{commander}}`,
  '/note "unterminated',
  "/note ::set-output name=a::b",
  "/note a\\nb %0A \\u0040rita",
])("%s: is kept as it was written", async (text) => {
  const world = await openIncident();
  await world.step(() => world.person("alice").says(text));
  const note = world.record()?.incident.timeline.find(({ kind }) => kind === "NoteAdded");
  expect(note?.text).toBe(text.slice("/note ".length));
  await expectSound(world);
});

test("outside an incident bare verbs belong to others, and /incident answers only who may", async () => {
  const world = await openIncident();
  const [alice, rita] = [world.person("alice"), world.person("rita")];
  await world.step(() => rita.opens({ title: "A question" }));
  await world.step(() => {
    alice.on(2).says("/sev 1\n/resolve\n/lead\n/help");
    rita.on(2).says("/sev 1");
  });
  expect(world.answers(2)).toEqual([]);
  await world.step(() => rita.on(2).says("/incident declare"));
  expect(world.card(2)).toBe("");
  expect(world.answers(2)).toHaveLength(1);
  await expectSound(world);
});

test("a pull request never becomes an incident", async () => {
  const world = await openIncident();
  const alice = world.person("alice");
  const opening = {
    title: "Fix",
    labels: ["incident"],
    isPullRequest: true,
    body: "/incident ack",
  };
  await world.step(() => alice.opens(opening));
  await world.step(() => alice.on(2).says("/incident declare\n/sev 1"));
  expect(world.card(2)).toBe("");
  expect(world.answers(2)).toHaveLength(1);
  await expectSound(world);
});

import { describe, expect, test } from "vitest";
import { cardNamedIn } from "../../src/core/card/markers.ts";
import { postComment } from "../../src/sandbox/github/model/post-comment.ts";
import type { IncidentWorld } from "../support/in-memory-world.ts";
import { openIncidentWorld } from "../support/in-memory-world.ts";
import { writesAtRest } from "../support/invariants.ts";
import { expectSound, openIncident, people } from "./sound.ts";

const longest = 65_536;
const toTheLimit = (start: string, filler: string) =>
  start + filler.repeat(Math.floor((longest - start.length) / filler.length));

const noteTexts = (world: IncidentWorld) =>
  (world.record()?.incident.timeline ?? [])
    .filter(({ kind }) => kind === "NoteAdded")
    .map(({ text }) => text);

const bodies: readonly { readonly what: string; readonly body: string; readonly notes: number }[] =
  [
    { what: "lone surrogates", body: "/note a\ud800b\n\n\udfff\n\n/note \ud83d", notes: 2 },
    { what: "NUL and other controls", body: "/note a\u0000b\u0007\u001b[31m\n/note c", notes: 2 },
    { what: "text turned around", body: "/note \u202eelbisivni\u202c\u2066x\u2069", notes: 1 },
    { what: "tags nobody sees", body: "/note flag \u{e0041}\u{e0042}\u{e007f}", notes: 1 },
    { what: "a tower of accents", body: `/note e${"\u0301".repeat(5_000)}`, notes: 1 },
    { what: "families and flags", body: `/note ${"👩‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿".repeat(500)}`, notes: 1 },
    { what: "one note up to the limit", body: toTheLimit("/note ", "ab"), notes: 1 },
    {
      what: "one note of surrogate pairs up to the limit",
      body: toTheLimit("/note ", "🔥"),
      notes: 1,
    },
    { what: "blank lines up to the limit", body: toTheLimit("/note x\n", "\n"), notes: 1 },
    { what: "blanks up to the limit", body: toTheLimit("/note x", " "), notes: 1 },
  ];

describe("a comment of", () => {
  test.each(bodies)("$what does what it says, and nothing else", async ({ body, notes }) => {
    const world = await openIncident();
    await world.step(() => {
      world.person("bob").says(body);
      world.person("bob").says("/sev 1");
    });
    expect(noteTexts(world)).toHaveLength(notes);
    expect(world.record()?.incident.severity).toBe("SEV1");
    await world.memory.forgetEverything();
    await world.step(() => world.resync());
    expect(noteTexts(world)).toHaveLength(notes);
    await expectSound(world);
  });

  test.each([
    { what: "signs to be escaped", body: toTheLimit("/note ", "*_`[<&@") },
    { what: "quotation marks", body: toTheLimit("/note ", '"\\') },
    { what: "quotes", body: toTheLimit("/note x\n", ">") },
    { what: "brackets", body: toTheLimit("/note x ", "[") },
    { what: "lists", body: toTheLimit("/note x\n", "- \n") },
    { what: "fences", body: toTheLimit("/note x\n", "```\n~~~\n") },
    { what: "updates", body: toTheLimit("", "/update @rita @acme/everyone <!-- fixes #1\n") },
    { what: "unknown verbs", body: toTheLimit("", "/stattus x\n") },
    { what: "wrong times", body: toTheLimit("", "/note x at=10000-13-41T25:61Z\n") },
    { what: "services", body: toTheLimit("/service ", "a,b,") },
    { what: "regions", body: toTheLimit('/impact regions="', "eu,us,") },
    { what: "a title", body: toTheLimit("/incident declare ", "ab ") },
    {
      what: "services of a new incident",
      body: toTheLimit("/incident declare New service=", "ab,"),
    },
  ])("$what up to the limit is answered once and harms nothing", async ({ body }) => {
    const world = await openIncident();
    await world.step(() => world.person("alice").says(body));
    await world.step(() => world.person("bob").says("/sev 1"));
    expect(world.record()?.incident.severity).toBe("SEV1");
    await expectSound(world);
  });
});

test("thousands of services are refused, and the card can still be read and written", async () => {
  const world = await openIncident();
  const names = Array.from({ length: 9_000 }, (_, index) => `s${index}`);
  await world.step(() => world.person("alice").says(`/service ${names.join(",")}`));
  await world.step(() =>
    world.person("alice").says(`/incident declare New service=${names.join(",")}`),
  );
  await world.step(() => world.person("bob").says("/sev 1"));
  expect(world.record()?.incident.severity).toBe("SEV1");
  expect(world.answers()).toHaveLength(4);
  expect(
    world
      .answers()
      .join("\n")
      .match(/at most 50/g),
  ).toHaveLength(2);
  await expectSound(world);
});

describe("an issue whose body", () => {
  test.each([
    { what: "is at the limit", body: "x".repeat(longest) },
    { what: "leaves no room for our marker", body: "x".repeat(54_990) },
    { what: "just leaves room for our marker", body: "x".repeat(54_900) },
    { what: "is nothing but unseen characters", body: "\u200b\u0000\ud800\u202e" },
    { what: "is a form of markers", body: "### Started\n\n<!-- allclear:card 1#1 sum=0\n{}\n-->" },
  ])("$what becomes an incident that is found again", async ({ body }) => {
    const world = await openIncidentWorld({ people });
    await world.step(() =>
      world.person("alice").opens({ title: "Down", body, labels: ["incident"] }),
    );
    await world.memory.forgetEverything();
    await world.step(() => world.person("bob").says("/sev 1"));
    expect(world.record()?.incident.severity).toBe("SEV1");
    expect(world.issue().body?.startsWith(body)).toBe(true);
    await expectSound(world);
  });
});

test("a drill's mark does not cut a character of a long title in two", async () => {
  const world = await openIncidentWorld({ people });
  const title = `${"x".repeat(247)}🔥🔥🔥`;
  const opening = { title, labels: ["incident", "drill"] };
  await world.step(() => world.person("alice").opens(opening));
  expect(world.issue().title.isWellFormed()).toBe(true);
  expect(world.issue().title).toMatch(/^\[drill\] x/);
  await expectSound(world);
});

test("thirty comments in one second are all done, in their order, once each", async () => {
  const world = await openIncident();
  const wanted = Array.from({ length: 30 }, (_, index) => `note ${index}`);
  await world.step(() => {
    for (const [index, text] of wanted.entries()) {
      world.person(index % 2 === 0 ? "alice" : "bob").says(`/note ${text}`);
    }
  });
  expect(noteTexts(world)).toEqual(wanted);
  const rockets = world.comments().flatMap(({ reactions }) => reactions);
  expect(rockets).toHaveLength(30);
  await expectSound(world);
});

describe("ids", () => {
  test.each([
    { what: "around 2^31", first: 2 ** 31 - 2 },
    { what: "around 2^32", first: 2 ** 32 - 2 },
    { what: "of sixteen digits", first: 1e15 },
    { what: "just below 2^53", first: Number.MAX_SAFE_INTEGER - 60 },
  ])("$what are carried whole", async ({ first }) => {
    const world = await openIncidentWorld({ people });
    for (const kind of ["comment", "event", "issue"] as const) world.model.counters[kind] = first;
    const alice = world.person("alice");
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    await world.memory.forgetEverything();
    await world.step(() => world.resync());
    await world.step(() => alice.says("/note one\n/sev 1"));
    const note = await world.step(() => alice.says("/note two"));
    await world.step(() => alice.edits(note, "/note three"));
    const marked = world.issue().body;
    await world.memory.forgetEverything();
    await world.step(() => alice.says("/sev 2"));
    expect(noteTexts(world)).toEqual(["one", "three"]);
    expect(world.record()?.incident.severity).toBe("SEV2");
    expect(world.issue().body).toBe(marked);
    const thread = { repository: world.repository.id, issue: 1 };
    expect(cardNamedIn(marked ?? "", thread)).toBe(world.cardComments()[0]?.id);
    await expectSound(world);
  });
});

describe("a time a person wrote", () => {
  test.each([
    "/note x at=10000-01-01T00:00Z",
    "/note x at=+010000-01-01T00:00Z",
    "/note x at=-99999999h",
    "/note x at=0000-00-00T00:00Z",
    "/update x eta=99999999h next=9999999d",
    "/update x eta=9999-12-31T23:59Z",
    "/action x due=10000-01-01",
    "/action x due=9999w",
    "/mitigated at=1970-01-01T00:00Z",
    "/incident declare Other started=-9999999d",
    "/note x at=1e9m",
    "/note x at=NaN",
    "/note x at=\uff10\uff19:\uff13\uff10",
  ])("%s: is refused or kept, and the record stays readable", async (text) => {
    const world = await openIncident();
    await world.step(() => world.person("alice").says(text));
    await world.step(() => world.person("bob").says("/sev 1"));
    expect(world.record()?.incident.severity).toBe("SEV1");
    await expectSound(world);
  });
});

describe("clocks", () => {
  const minute = 60_000;
  const hour = 60 * minute;

  /** GitHub's clock is away from ours by so much; ours is what `world.time` says. */
  function setGitHubAhead(world: IncidentWorld, ms: number): void {
    world.model.now = () => new Date(world.time.now().getTime() + ms);
  }

  test.each([
    { what: "GitHub's is minutes ahead", ahead: 7 * minute },
    { what: "GitHub's is minutes behind", ahead: -7 * minute },
    { what: "GitHub's is an hour ahead", ahead: hour },
    { what: "GitHub's is a day behind", ahead: -24 * hour },
  ])("differ: $what", async ({ ahead }) => {
    const world = await openIncidentWorld({ people });
    setGitHubAhead(world, ahead);
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => bob.says("/sev 1\n/ack"));
    await world.memory.forgetEverything();
    await world.step(() => bob.says("/note still looking"));
    await world.step(() => world.resync());
    expect(world.record()?.incident).toMatchObject({ severity: "SEV1", status: "investigating" });
    expect(noteTexts(world)).toEqual(["still looking"]);
    await expectSound(world);
  });

  test.each([
    { what: "an hour back", by: -hour },
    { what: "an hour forth", by: hour },
    { what: "a month forth", by: 30 * 24 * hour },
  ])("jump: ours goes $what between two looks", async ({ by }) => {
    const world = await openIncident();
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => bob.says("/sev 2\n/note before"));
    setGitHubAhead(world, -by);
    world.time.advance(by);
    await world.step(() => bob.says("/sev 1\n/note after"));
    await world.step(() => alice.labels("severity: SEV3"));
    world.time.advance(-by);
    setGitHubAhead(world, 0);
    await world.step(() => bob.says("/note again"));
    expect(noteTexts(world)).toEqual(["before", "after", "again"]);
    expect(world.record()?.incident.severity).toBe("SEV3");
    await expectSound(world);
  });

  test("jump: GitHub's goes a minute back, and nothing said then is lost", async () => {
    const world = await openIncident();
    await world.step(() => world.person("bob").says("/note before"));
    setGitHubAhead(world, -10 * minute);
    await world.step(() => world.person("bob").says("/note after\n/sev 1"));
    expect([...noteTexts(world)].sort()).toEqual(["after", "before"]);
    expect(world.record()?.incident.severity).toBe("SEV1");
    expect(await writesAtRest(world)).toEqual([]);
  });
});

describe("a thread of many comments", () => {
  function fill(world: IncidentWorld, count: number): void {
    const { model, repository } = world;
    const silent = model.onDelivery;
    model.onDelivery = () => {};
    while (world.comments().length < count) {
      postComment(model, { login: "rita" }, { repository, number: 1 }, "me too");
    }
    model.onDelivery = silent;
  }

  test("gets a warning on its card from two thousand on, and answers as before", async () => {
    const world = await openIncident();
    fill(world, 2_000);
    await world.step(() => world.person("bob").says("/sev 1"));
    expect(world.card()).toMatch(/This thread has 2001 comments/);
    expect(world.answers().at(-1)).toContain("SEV1");
    await expectSound(world);
  });

  test("only has its card edited from two thousand four hundred on, up to the end", async () => {
    const world = await openIncident();
    fill(world, 2_400);
    const said = world.answers().length;
    await world.step(() => world.person("bob").says("/sev 1\n/nonsense"));
    fill(world, 2_499);
    await world.step(() => world.person("bob").says("/sev 2\n/note the last word"));
    await world.step(() => world.person("alice").labels("severity: SEV3"));
    expect(world.answers()).toHaveLength(said);
    expect(world.card()).toContain("SEV3");
    expect(noteTexts(world)).toEqual(["the last word"]);
    await world.memory.forgetEverything();
    await world.step(() => world.resync());
    expect(world.card()).toContain("SEV3");
    await expectSound(world);
  });
});

import { expect } from "vitest";
import { people, type Story } from "../story.ts";

export const mixed: Story = {
  title: "valid, garbled and unauthorized commands are each applied or refused exactly once",
  options: { people },
  play: async (world) => {
    const [alice, bob, rita] = ["alice", "bob", "rita"].map((login) => world.person(login));
    await world.step(() => alice?.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => {
      rita?.says("/sev 1");
      bob?.says("/sev 9\n/note still looking\n/status nonsense");
      alice?.says("/sevv 2");
      alice?.says("see /var/log/app.log\n```\n/resolve\n```\n> /cancel external");
      bob?.says("thanks all");
    });
    expect(world.record()?.incident.severity).toBeUndefined();
    expect(world.record()?.incident.timeline.map(({ text }) => text)).toContain("still looking");
    const [, ...answers] = world.answers();
    expect(answers).toHaveLength(3);
    expect(answers.join("\n")).toMatch(/triage/);
    expect(answers.join("\n")).toMatch(/SEV1.*SEV2/s);
    expect(world.issue().state).toBe("open");
  },
};

export const closedByHand: Story = {
  title: "closing by the author is undone once with the reason, and never fought over",
  options: { people },
  play: async (world) => {
    const rita = world.person("rita");
    await world.step(() => rita.opens({ title: "Down" }));
    await world.step(() => world.person("bob").labels("incident"));
    await world.step(() => rita.closes());
    expect(world.issue().state).toBe("open");
    expect(world.answers()).toHaveLength(2);
    await world.step(() => rita.closes());
    expect(world.issue().state).toBe("closed");
    expect(world.answers()).toHaveLength(2);
    expect(world.record()?.incident.status).toBe("triage");
  },
};

export const labelPutBack: Story = {
  title: "taking the incident label off asks for /cancel and puts it back, once",
  options: { people },
  play: async (world) => {
    const bob = world.person("bob");
    await world.step(() => bob.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => bob.unlabels("incident"));
    expect(world.labels()).toContain("incident");
    expect(world.answers().at(-1)).toContain("/cancel");
    const said = world.answers().length;
    await world.step(() => bob.unlabels("incident"));
    expect(world.labels()).not.toContain("incident");
    expect(world.answers()).toHaveLength(said);
  },
};

export const resolveGuarded: Story = {
  title: "resolving without severity, mitigation or summary says what is missing",
  options: { people },
  play: async (world) => {
    const [alice, carol] = [world.person("alice"), world.person("carol")];
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => alice.says("/resolve"));
    expect(world.issue().state).toBe("open");
    expect(world.answers().at(-1)).toMatch(/severity/i);
    await world.step(() => alice.says('/resolve --force "we are done"'));
    expect(world.issue().state).toBe("open");
    expect(world.answers().at(-1)).toContain("maintain");
    await world.step(() => carol.says('/resolve --force "we are done"'));
    expect(world.issue().state).toBe("closed");
  },
};

export const questions: Story = {
  title: "help, status, list and check are answered where they are asked",
  options: { people },
  needsDeliveries: true,
  play: async (world) => {
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => bob.says("/status"));
    await world.step(() => alice.opens({ title: "Elsewhere" }));
    await world.step(() => bob.on(2).says("/incident list"));
    await world.step(() => bob.on(2).says("/incident help sev"));
    await world.step(() => bob.on(2).says("/incident check"));
    expect(world.answers(1).at(-1)).toContain("triage");
    const [list, help, check] = world.answers(2);
    expect(list).toContain("#1");
    expect(help).toContain("/sev");
    expect(check).toContain("permission issues: write");
    expect(world.labels(2)).toEqual([]);
  },
};

export const editedByOthers: Story = {
  title: "a command that somebody else wrote into a comment is refused",
  options: {
    people,
    passage: ({ action, event }) => (skipsFirst(event, action) ? "drop" : "send"),
  },
  play: async (world) => {
    const [alice, rita] = [world.person("alice"), world.person("rita")];
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => {
      const id = alice.says("I think it is the database");
      world.time.advance(2_000);
      world.person("carol").edits(id, "/sev 1");
      rita.says("me too");
    });
    expect(world.record()?.incident.severity).toBeUndefined();
    expect(world.answers().at(-1)).toMatch(/edit/i);
  },
};

/** The first text of the comment is never seen. */
function skipsFirst(event: string, action: string | null): boolean {
  return event === "issue_comment" && action === "created";
}

export const noteAmended: Story = {
  title: "the author's edit of a note amends the timeline; nobody else's does",
  options: { people },
  play: async (world) => {
    const [alice, carol] = [world.person("alice"), world.person("carol")];
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    const id = await world.step(() => alice.says("/note the cache is cold"));
    await world.step(() => alice.edits(id, "/note the cache is empty"));
    const texts = () => world.record()?.incident.timeline.map(({ text }) => text);
    expect(texts()).toContain("the cache is empty");
    expect(texts()).not.toContain("the cache is cold");
    await world.step(() => carol.edits(id, "/note the cache was poisoned by alice"));
    expect(texts()).toContain("the cache is empty");
  },
};

export const noteWithdrawn: Story = {
  title: "deleting a note's comment marks its entry withdrawn",
  options: { people },
  play: async (world) => {
    const alice = world.person("alice");
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    const id = await world.step(() => alice.says("/note wrong window, sorry"));
    await world.step(() => alice.deletes(id));
    const entry = world.record()?.incident.timeline.find(({ kind }) => kind === "NoteAdded");
    expect(entry?.withdrawn).toBe(true);
  },
  needsDeliveries: true,
};

import { expect } from "vitest";
import { people, type Story } from "../story.ts";

export const severityUpAndDown: Story = {
  title: "severity goes up by triage, down by write only, and the last label a person sets wins",
  options: { people },
  play: async (world) => {
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => bob.says("/sev 3"));
    expect(world.labels()).toContain("severity: SEV3");
    await world.step(() => bob.says("/sev critical everything is on fire"));
    expect(world.labels()).toContain("severity: SEV1");
    await world.step(() => bob.says("/sev 4"));
    expect(world.labels()).toContain("severity: SEV1");
    expect(world.answers().at(-1)).toContain("write");
    await world.step(() => alice.says("/sev 2"));
    expect(world.labels()).toEqual(["incident", "severity: SEV2", "status: triage"]);
    await world.step(() => alice.labels("sev3"));
    expect(world.labels()).toEqual(["incident", "severity: SEV3", "status: triage"]);
    expect(world.card()).toContain("SEV3 · triage");
  },
};

export const notesByThree: Story = {
  title: "notes by three people stand in the timeline in the order of when they happened",
  options: { people },
  play: async (world) => {
    const [alice, bob, carol] = ["alice", "bob", "carol"].map((login) => world.person(login));
    await world.step(() => alice?.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => {
      alice?.says("/note the deploy of 02:20 looks guilty");
      world.time.advance(2_000);
      bob?.says("/note the queue grows");
      world.time.advance(2_000);
      carol?.says("/note saw it first at=02:10");
    });
    await world.step(() => bob?.says("/note one\n/note two"));
    const texts = world.record()?.incident.timeline.map(({ text }) => text) ?? [];
    expect(texts.filter((text) => text?.startsWith("declared") === false)).toEqual(
      expect.arrayContaining(["the queue grows", "saw it first", "one", "two"]),
    );
    expect(texts).toHaveLength(6);
    expect(world.answers()).toHaveLength(1);
    const rockets = world.comments().map(({ reactions }) => reactions.length);
    expect(rockets.reduce((sum, count) => sum + count)).toBe(4);
  },
};

export const roles: Story = {
  title: "roles are taken, given, handed over and emptied, and the commander is assigned",
  options: { people },
  play: async (world) => {
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => bob.assigns("bob"));
    expect(world.record()?.incident.roles).toEqual({ commander: "bob" });
    expect(world.labels()).toContain("status: investigating");
    await world.step(() => bob.says("/scribe"));
    await world.step(() => alice.says("/comms @carol"));
    expect(world.record()?.incident.roles).toEqual({
      commander: "bob",
      scribe: "bob",
      "communications lead": "carol",
    });
    await world.step(() => bob.says("/handoff @alice you know the database"));
    expect(world.record()?.incident.roles.commander).toBe("alice");
    expect(world.assignees()).toContain("alice");
    await world.step(() => bob.assigns("carol"));
    expect(world.record()?.incident.responders).toContain("carol");
    await world.step(() => alice.unassigns("alice"));
    expect(world.record()?.incident.roles.commander).toBeUndefined();
    expect(world.card()).toContain("nobody yet");
  },
};

export const reopened: Story = {
  title: "a resolved incident closes its issue, and reopening it returns to investigating",
  options: { people },
  play: async (world) => {
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => alice.says("/sev 2\n/ack"));
    await world.step(() => alice.says("/mitigated rolled back"));
    expect(world.labels()).toContain("status: monitoring");
    await world.step(() => alice.says("/resolve all requests answered again"));
    expect(world.issue().state).toBe("closed");
    expect(world.issue().stateReason).toBe("completed");
    expect(world.labels()).toContain("status: resolved");
    await world.step(() => bob.says('/reopen-incident reason="errors are coming back"'));
    expect(world.issue().state).toBe("open");
    expect(world.labels()).toContain("status: investigating");
    await world.step(() => alice.closes());
    expect(world.labels()).toContain("status: resolved");
    await world.step(() => alice.reopens());
    expect(world.labels()).toContain("status: investigating");
  },
};

export const duplicate: Story = {
  title: "a duplicate is linked, then dismissed as not planned",
  options: { people },
  play: async (world) => {
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => bob.opens({ title: "Down too", labels: ["incident"] }));
    await world.step(() => bob.on(2).says("/duplicate #1"));
    expect(world.issue(2).state).toBe("open");
    expect(world.card(2)).toContain("#1");
    await world.step(() => alice.on(2).says("/cancel duplicate #1"));
    expect(world.issue(2).state).toBe("closed");
    expect(world.issue(2).stateReason).toBe("not_planned");
    expect(world.labels(2)).toContain("status: dismissed");
    expect(world.issue(1).state).toBe("open");
  },
};

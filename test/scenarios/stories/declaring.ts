import { expect } from "vitest";
import { people, type Story } from "../story.ts";

export const declaredByLabel: Story = {
  title: "the incident label makes an issue an incident: card, pin, status and announcement",
  options: { people },
  play: async (world) => {
    const alice = world.person("alice");
    await world.step(() => alice.opens({ title: "Checkout is down", body: "500s everywhere" }));
    expect(world.thread()).toEqual([]);
    await world.step(() => alice.labels("incident"));
    expect(world.labels()).toEqual(["incident", "status: triage"]);
    expect(world.card()).toContain("severity not set · triage");
    expect(world.answers()).toEqual([expect.stringContaining("Incident declared")]);
    expect(world.issue().pinnedComment).toBe(world.cardComments()[0]);
    expect(world.issue().body).toMatch(/^500s everywhere\n\n<!-- allclear:incident .* -->$/);
  },
};

export const withoutPins: Story = {
  title: "where comments cannot be pinned, everything else works and the pin is not tried again",
  options: { people, pinnedComments: false },
  play: async (world) => {
    const alice = world.person("alice");
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    expect(world.reports.join("\n")).toContain("pin");
    await world.step(() => alice.says("/sev 2"));
    expect(world.card()).toContain("SEV2 · triage");
  },
};

export const declaredByComment: Story = {
  title: "a comment declares an issue that nobody labeled, severity and service included",
  options: { people },
  needsDeliveries: true,
  play: async (world) => {
    const bob = world.person("bob");
    await world.step(() => world.person("rita").opens({ title: "Odd errors" }));
    await world.step(() => bob.says("/incident declare sev2 service=api"));
    expect(world.labels()).toEqual(["incident", "severity: SEV2", "status: triage"]);
    expect(world.card()).toContain("SEV2 · triage");
    expect(world.card()).toContain("**Services** api");
    expect(world.answers()).toEqual([expect.stringContaining("Incident declared")]);
    await world.step(() => bob.says("/ack"));
    expect(world.labels()).toContain("status: investigating");
  },
};

export const declaredWithTitle: Story = {
  title: "declaring with a title opens another issue, which becomes the incident, and links it",
  options: { people },
  needsDeliveries: true,
  play: async (world) => {
    const bob = world.person("bob");
    await world.step(() => world.person("rita").opens({ title: "Weekly planning" }));
    await world.step(() => bob.says("/incident declare sev1 Payments fail service=pay"));
    expect(world.repository.issues.size).toBe(2);
    expect(world.labels(1)).toEqual([]);
    expect(world.answers(1)).toEqual([expect.stringContaining("#2")]);
    expect(world.issue(2).title).toContain("Payments fail");
    expect(world.labels(2)).toEqual(["incident", "severity: SEV1", "status: triage"]);
    expect(world.card(2)).toContain("SEV1 · triage");
    expect(world.answers(2)).toEqual([expect.stringContaining("bob")]);
  },
};

export const reportConfirmed: Story = {
  title:
    "a label that an outsider got onto an issue is only a report until a maintainer confirms it",
  options: { people },
  play: async (world) => {
    const rita = world.person("rita");
    await world.step(() => world.person("alice").opens({ title: "First" }));
    await world.step(() =>
      rita.opens({ title: "Site looks slow", labels: ["incident"], byForm: true }),
    );
    expect(world.labels(2)).toEqual(["incident"]);
    expect(world.card(2)).toBe("");
    expect(world.answers(2)).toEqual([expect.stringContaining("triage")]);
    await world.step(() => rita.on(2).says("/sev 1"));
    expect(world.card(2)).toBe("");
    expect(world.answers(2)).toHaveLength(1);
    await world.step(() => world.person("carol").on(2).says("/sev 3"));
    expect(world.card(2)).toContain("SEV3");
    expect(world.labels(2)).toContain("severity: SEV3");
    expect(world.answers(2)).toHaveLength(2);
  },
};

export const drill: Story = {
  title: "a drill runs like an incident, is marked everywhere and mentions nobody",
  options: {
    people,
    config: 'version: 1\nlevels: { SEV1: { tell: ["@acme/oncall"] } }\n',
  },
  needsDeliveries: true,
  play: async (world) => {
    const bob = world.person("bob");
    await world.step(() => bob.opens({ title: "Game day" }));
    await world.step(() => bob.says("/incident declare drill sev1 Lose a zone"));
    expect(world.issue(2).title).toMatch(/^\[drill\] /);
    expect(world.labels(2)).toEqual(["drill", "incident", "severity: SEV1", "status: triage"]);
    expect(world.card(2)).toContain("DRILL");
    await world.step(() => bob.on(2).says("/lead @alice"));
    const said = world.comments(2).map(({ author, body }) => (author.type === "Bot" ? body : ""));
    expect(said.join("\n")).not.toMatch(/(^|[^`\w])@\w/);
  },
};

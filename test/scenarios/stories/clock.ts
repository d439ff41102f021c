import { expect } from "vitest";
import { pageIn, reminderIn } from "../../../src/core/card/markers.ts";
import { InMemoryPager } from "../../support/in-memory-pager.ts";
import { people, type Story, type StoryWorld } from "../story.ts";

const begin = Date.parse("2026-11-22T02:30:00Z");
const minuteMs = 60_000;

/** Lets time pass until so many minutes after the story began, however long looks took. */
async function until(world: StoryWorld, minutes: number): Promise<void> {
  const leftMs = begin + minutes * minuteMs - world.time.now().getTime();
  if (leftMs > 0) await world.days(leftMs / (24 * 60 * minuteMs));
}

/** What the bot said by itself, without its marker: reminders and pages. */
function said(world: StoryWorld): readonly string[] {
  return world
    .comments()
    .filter(({ body }) => reminderIn(body) !== undefined || pageIn(body) !== undefined)
    .map(({ body }) => body.slice(0, body.indexOf("<!--")));
}

const headings = (world: StoryWorld) => said(world).map((text) => text.split("\n")[0] ?? "");

/** What the pager has open, without the time in its keys. */
function open({ outside }: StoryWorld): readonly string[] {
  const pager = outside?.pager;
  if (!(pager instanceof InMemoryPager)) return [];
  return [...pager.open].map(
    ([key, { state }]) => `${key.replace(/\/\w+\/(\d+)\//, " $1 ")} ${state}`,
  );
}

export const escalated: Story = {
  title:
    "an incident pages level after level until somebody comes, when it gets worse, and by hand",
  options: {
    people,
    clock: true,
    outside: () => ({ pager: new InMemoryPager(["shop", "noc"]) }),
    config: `version: 1
levels: { SEV1: { escalate: default }, SEV2: { escalate: default } }
clock: { on: false }
escalation:
  fallback: [carol]
  policies:
    - name: default
      levels:
        - { page: [bob, "pagerduty:shop"], wait: 7m }
        - { page: [octo-org/leads, "pagerduty:noc"], wait: 30m }
    - { name: data, levels: [{ page: [dana, "pagerduty:noc"], wait: 2h }] }
`,
  },
  play: async (world) => {
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.opens({ title: "Nobody can pay", labels: ["incident"] }));
    expect(said(world)).toEqual([]);
    await world.step(() => alice.says("/sev 2"));
    expect(said(world).map((text) => text.match(/@[\w/-]+|Level \d/g))).toEqual([
      ["@bob", "Level 1"],
    ]);
    expect(open(world)).toEqual([expect.stringMatching(/^shop .* 1 pagerduty:shop triggered$/)]);
    await until(world, 18);
    expect(said(world).map((text) => text.match(/@[\w/-]+|Level \d/g))).toEqual([
      ["@bob", "Level 1"],
      ["@octo-org/leads", "Level 2"],
    ]);
    await world.step(() => bob.says("/ack"));
    expect(open(world).map((page) => page.split(" ").at(-1))).toEqual([
      "acknowledged",
      "acknowledged",
    ]);
    await until(world, 80);
    expect(said(world)).toHaveLength(2);
    await world.step(() => alice.says("/sev 1"));
    expect(said(world)).toHaveLength(3);
    expect(open(world)).toEqual([expect.stringMatching(/^shop .* 1 pagerduty:shop triggered$/)]);
    await world.step(() => bob.says("/ack"));
    await world.step(() => alice.says("/page data the queue is full"));
    expect(
      said(world)
        .map((text) => text.match(/@[\w/-]+/g))
        .slice(3),
    ).toEqual([["@dana"]]);
    expect(said(world).at(-1)).toContain("asks for help: the queue is full");
    expect(open(world)).toEqual([
      expect.stringMatching(/^shop .* 1 pagerduty:shop acknowledged$/),
      expect.stringMatching(/^noc .* 1 pagerduty:noc triggered$/),
    ]);
    await world.step(() => alice.says("/resolve all can pay again"));
    expect(open(world)).toEqual([]);
    await until(world, 150);
    expect(said(world)).toHaveLength(4);
  },
};

export const remindedOfUpdates: Story = {
  title: "a status update is asked for until it comes, and a watch that held offers to resolve",
  options: {
    people,
    clock: true,
    // People act at whole five minutes: nothing falls due at that very second.
    config: `version: 1
clock: { firstUpdate: 6m, draft: 4m, raise: 3m }
`,
  },
  play: async (world) => {
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.opens({ title: "Nobody can pay", labels: ["incident"] }));
    await until(world, 8);
    expect(headings(world)).toEqual(["### ⏰ A status update is due soon"]);
    await world.step(() => {
      alice.says("/sev 1\n/lead\n/note turned the new checkout off");
      bob.says("/comms");
    });
    await until(world, 19);
    expect(mentionsIn(said(world))).toEqual([
      ["@alice"],
      ["@bob"],
      ["@bob @alice"],
      ["@bob @alice"],
    ]);
    expect(world.card()).toContain("overdue");
    await world.step(() => bob.says("/update draft"));
    expect(world.answers().at(-1)).toContain("Turned the new checkout off.");
    await world.step(() => alice.says("/snooze 20m"));
    await until(world, 43);
    expect(said(world)).toHaveLength(4);
    await until(world, 47);
    expect(headings(world).slice(4)).toEqual(["### ⏰ The status update is late"]);
    await world.step(() => bob.says("/update no change"));
    await world.step(() => alice.says("/mitigated the old checkout is back\n/watch 30m"));
    await world.step(() => bob.says("/update It works again. next=2h"));
    expect(said(world)).toHaveLength(5);
    await until(world, 87);
    expect(headings(world).slice(5)).toEqual([expect.stringContaining("resolve it?")]);
    await world.step(() => alice.says("/resolve the new checkout stays off"));
    await until(world, 450);
    expect(said(world)).toHaveLength(6);
  },
};

/** Whom each comment mentions, in its own line. */
function mentionsIn(texts: readonly string[]) {
  return texts.map((text) => text.match(/^@.*$/gm));
}

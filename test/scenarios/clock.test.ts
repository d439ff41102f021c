import { expect, test } from "vitest";
import { pageIn, reminderIn } from "../../src/core/card/markers.ts";
import { InMemoryPager } from "../support/in-memory-pager.ts";
import {
  type IncidentWorld,
  openIncidentWorld,
  type WorldOptions,
} from "../support/in-memory-world.ts";
import { people } from "./story.ts";

const minuteMs = 60_000;
const config = `version: 1
levels: { SEV1: { escalate: default } }
escalation:
  fallback: [carol]
  policies:
    - name: default
      levels:
        - { page: [bob, "pagerduty:shop"], wait: 7m }
        - { page: [octo-org/leads, "webhook:noc"], wait: 30m }
`;
const pager = new Map<IncidentWorld, InMemoryPager>();

async function opened(more: WorldOptions = {}): Promise<IncidentWorld> {
  const own = new InMemoryPager(["shop", "noc"]);
  const outside = () => ({ pager: own });
  const world = await openIncidentWorld({ people, clock: true, config, outside, ...more });
  pager.set(world, own);
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Nobody can pay", labels: ["incident"] }));
  await world.step(() => alice.says("/sev 1"));
  return world;
}

const minutes = (world: IncidentWorld, count: number) => world.days(count / (24 * 60));

/** What was said without being asked: reminders and pages, by what they are about. */
function saidAlone(world: IncidentWorld): readonly string[] {
  return world.comments().flatMap(({ body }) => {
    const page = pageIn(body);
    return page === undefined ? (reminderIn(body) ?? []) : `page ${page}`;
  });
}

function slotsSaid(world: IncidentWorld) {
  return world.record()?.incident.reminded;
}

test("App and Action, looking by turns and at once, say each thing once between them", async () => {
  const world = await opened();
  const action = await openIncidentWorld(
    { people, clock: true, config, action: true, beside: world, outside: () => world.outside },
    world.time,
  );
  for (let count = 0; count < 40; count += 1) {
    await minutes(world, 1);
    for (const one of [action, world]) one.look(1);
    await Promise.all([world.settle(), action.settle()]);
  }
  const alone = await opened();
  await minutes(alone, 40);
  expect(saidAlone(world).toSorted()).toEqual([...new Set(saidAlone(world))].toSorted());
  expect(saidAlone(world)).toEqual(saidAlone(alone));
  expect(slotsSaid(world)).toEqual(slotsSaid(alone));
  expect(world.cardComments()).toHaveLength(1);
});

test("the Action alone says late what it missed, once, and as the App would have said it", async () => {
  const world = await opened({ action: true });
  world.time.advance(3 * 60 * minuteMs);
  const before = saidAlone(world).length;
  for (let count = 0; count < 3; count += 1) {
    world.time.advance(minuteMs);
    world.look(1);
    await world.settle();
  }
  expect(saidAlone(world).slice(before)).toHaveLength(2);
  expect(slotsSaid(world)).toMatchObject({ escalation: expect.stringMatching(/^step2@/) });
});

test("after a night without the App there is one comment of reminders and one page", async () => {
  const world = await opened();
  const [app] = world.processes;
  app?.kill();
  const before = saidAlone(world).length;
  world.time.advance(9 * 60 * minuteMs);
  await world.start();
  world.resync();
  await world.settle();
  await minutes(world, 1);
  const [, ...more] = world.comments().slice(-2);
  expect(saidAlone(world).length - before).toBe(2);
  expect(more).toHaveLength(1);
});

test("a dropped database loses no timer", async () => {
  const [kept, dropped] = [await opened(), await opened()];
  for (let count = 0; count < 40; count += 1) {
    await dropped.memory.forgetEverything();
    dropped.jobs.alarms.clear();
    dropped.resync();
    await dropped.settle();
    for (const world of [kept, dropped]) await minutes(world, 1);
  }
  expect(saidAlone(dropped)).toEqual(saidAlone(kept));
});

test("a reminder comes within two seconds of its time", async () => {
  const world = await opened();
  await minutes(world, 60);
  const late = world.comments().flatMap(({ body, createdAt }) => {
    const stamp = reminderIn(body) ?? pageIn(body);
    return stamp === undefined
      ? []
      : [Date.parse(createdAt) - Date.parse(stamp.split("/")[0] ?? "")];
  });
  expect(late.length).toBeGreaterThan(5);
  expect(Math.max(...late.slice(2))).toBeLessThanOrEqual(2_000);
});

/** A pager that is away from the beginning, for so many minutes after the severity is set. */
async function openedWithout(awayMinutes: number) {
  const own = new InMemoryPager(["shop", "noc"]);
  own.setMood("down");
  const outside = () => ({ pager: own });
  const world = await openIncidentWorld({ people, clock: true, config, outside });
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Nobody can pay", labels: ["incident"] }));
  world.time.schedule(() => own.setMood("fine"), (5 + awayMinutes) * minuteMs);
  const raise = () => world.step(() => alice.says("/sev 1"));
  return { world, own, raise };
}

const pagesSaid = (world: IncidentWorld) =>
  world.comments().filter(({ body }) => pageIn(body) !== undefined);

test("a page that fails is announced at once with the fallback, and rings once its pager is back", async () => {
  const { world, own, raise } = await openedWithout(3);
  await raise();
  const [first, ...more] = pagesSaid(world);
  expect(more).toEqual([]);
  expect(first?.createdAt).toMatch(/^2026-11-22T02:40:0\d/);
  expect(first?.body).toContain("@bob");
  expect(first?.body).toContain("**PagerDuty shop**: The pager shop is down");
  expect(first?.body).toContain("@carol");
  expect([...own.open.keys()]).toEqual([expect.stringMatching(/^shop .*\/1\/pagerduty:shop$/)]);
  expect(world.record()?.incident.pages).toMatchObject([{ state: "triggered" }]);
  await minutes(world, 8);
  expect([...own.open.keys()].slice(1)).toEqual([
    expect.stringMatching(/^noc .*\/2\/webhook:noc$/),
  ]);
  expect(pagesSaid(world)).toHaveLength(2);
});

test("a pager that is away holds up neither the next level nor a reminder", async () => {
  const { world, raise } = await openedWithout(12);
  await raise();
  const second = pagesSaid(world)[1];
  expect(second?.createdAt).toMatch(/^2026-11-22T02:47:0\d/);
  expect(second?.body).toContain("@octo-org/leads");
  expect(second?.body).toContain("**webhook noc**: The pager noc is down");
  const late = world
    .comments()
    .find(({ body }) => reminderIn(body)?.startsWith("2026-11-22T02:45"));
  expect(late?.createdAt).toMatch(/^2026-11-22T02:45:0\d/);
});

test("a page that nobody could send within a day is given up, and the timeline says so", async () => {
  const { world, own, raise } = await openedWithout(3 * 24 * 60);
  await raise();
  await minutes(world, 60);
  expect(own.open.size).toBe(0);
  expect(pagesSaid(world)).toHaveLength(2);
  const { owed = [], incident } = world.record() ?? {};
  expect(owed.filter(({ kind }) => kind === "page")).toEqual([]);
  const texts = incident?.timeline.map(({ text = "" }) => text) ?? [];
  for (const [target, name] of [
    ["PagerDuty shop", "shop"],
    ["webhook noc", "noc"],
  ]) {
    const tried = texts.filter((text) => text.includes(`${target}: The pager ${name} is down`));
    expect(tried).toHaveLength(1);
  }
});

test("a page whose pager comes back after somebody has come wakes nobody", async () => {
  const { world, own, raise } = await openedWithout(12);
  world.time.schedule(() => world.person("bob").says("/ack"), 10 * minuteMs);
  await raise();
  await minutes(world, 60);
  expect(world.record()?.incident.respondedAt).toMatch(/^2026-11-22T02:45/);
  expect(own.open.size).toBe(0);
  expect(pagesSaid(world)).toHaveLength(1);
});

test("a pager that is down when somebody comes is told once it is back", async () => {
  const world = await opened();
  const own = pager.get(world);
  expect([...(own?.open.values() ?? [])].map(({ state }) => state)).toEqual(["triggered"]);
  own?.setMood("down");
  world.time.schedule(() => own?.setMood("fine"), 3 * 60 * minuteMs);
  await world.step(() => world.person("bob").says("/ack"));
  expect(world.labels()).toContain("status: investigating");
  await minutes(world, 5 * 60);
  expect([...(own?.open.values() ?? [])].map(({ state }) => state)).toEqual(["acknowledged"]);
});

test("nobody is paged in a drill, and nobody mentioned", async () => {
  const own = new InMemoryPager(["shop", "noc"]);
  const outside = () => ({ pager: own });
  const world = await openIncidentWorld({ people, clock: true, config, outside });
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Fire drill", labels: ["incident", "drill"] }));
  await world.step(() => alice.says("/sev 1"));
  await minutes(world, 90);
  const ours = world
    .comments()
    .filter(({ body }) => (reminderIn(body) ?? pageIn(body)) !== undefined);
  expect(ours.filter(({ body }) => body.includes("@"))).toEqual([]);
  expect(own.open.size).toBe(0);
});

test("a ticket is told once that it has no clock, and is then left alone", async () => {
  const world = await openIncidentWorld({ people, clock: true, config });
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Typo", labels: ["incident"] }));
  await world.step(() => alice.says("/sev 4\n/lead"));
  const before = world.comments().length;
  expect(world.answers().filter((text) => text.includes("no clock runs"))).toHaveLength(1);
  await minutes(world, 3 * 24 * 60);
  expect(world.comments()).toHaveLength(before);
});

import { expect, test } from "vitest";
import { postmortemOf, reminderIn, timelineIn } from "../../src/core/card/markers.ts";
import { gatherStatistics } from "../../src/reconcile/gather-statistics.ts";
import {
  findUnfinished,
  findWithoutPostmortem,
} from "../../src/reconcile/postmortem/unfinished.ts";
import type { World } from "../../src/reconcile/world.ts";
import {
  type IncidentWorld,
  openIncidentWorld,
  type WorldOptions,
} from "../support/in-memory-world.ts";
import { people } from "./story.ts";

const options: WorldOptions = { people, postmortems: true };

function postmortemsOf(world: IncidentWorld): readonly number[] {
  return [...world.repository.issues]
    .filter(([, { body }]) => postmortemOf(body ?? "") !== undefined)
    .map(([number]) => number);
}

/** An incident of that severity, resolved. */
async function resolved(world: IncidentWorld, severity = "2"): Promise<number> {
  const alice = world.person("alice");
  const number = await world.step(() =>
    alice.opens({ title: "Checkout down", labels: ["incident"] }),
  );
  await world.step(() => alice.on(number).says(`/sev ${severity}\n/lead`));
  await world.step(() => alice.on(number).says("/resolve the pool was too small"));
  return number;
}

function loopOf(world: IncidentWorld): World {
  const [process] = world.processes;
  if (process === undefined) throw new Error("No process runs.");
  return process.world;
}

function repositoryOf({ repository, installation }: IncidentWorld) {
  return {
    ...{ installation: installation.id, repository: repository.id, issue: 0, seen: {} },
    name: `${repository.owner.login}/${repository.name}`,
  };
}

test("the lowest severity, a drill and a dismissed incident get no postmortem", async () => {
  const world = await openIncidentWorld(options);
  const alice = world.person("alice");
  await resolved(world, "4");
  const drill = await world.step(() =>
    alice.opens({ title: "Practice", labels: ["incident", "drill"] }),
  );
  await world.step(() => alice.on(drill).says("/sev 1\n/resolve practiced"));
  const none = await world.step(() => alice.opens({ title: "Noise", labels: ["incident"] }));
  await world.step(() => alice.on(none).says('/cancel false-positive reason="a broken probe"'));
  expect(postmortemsOf(world)).toEqual([]);
  await world.step(() => alice.says("/postmortem create"));
  expect(postmortemsOf(world)).toHaveLength(1);
});

test("reopening and resolving again goes on with the same postmortem", async () => {
  const world = await openIncidentWorld(options);
  const number = await resolved(world);
  const alice = world.person("alice").on(number);
  await world.step(() => alice.says('/reopen-incident reason="errors are back again"'));
  await world.step(() => alice.says("/resolve really over now"));
  expect(postmortemsOf(world)).toHaveLength(1);
});

test("what the table of a long timeline has no room for follows in comments, once", async () => {
  const world = await openIncidentWorld(options);
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Checkout down", labels: ["incident"] }));
  await world.step(() => alice.says("/sev 2\n/lead"));
  for (let hour = 0; hour < 8; hour += 1) {
    const notes = Array.from({ length: 40 }, (_, n) => `/note ${hour}:${n} ${"long ".repeat(60)}`);
    await world.step(() => alice.says(notes.join("\n")));
  }
  await world.step(() => alice.says("/resolve it is over"));
  const [number = 0] = postmortemsOf(world);
  const parts = world.comments(number).flatMap(({ body }) => timelineIn(body) ?? []);
  expect(parts.length).toBeGreaterThan(0);
  expect(parts).toEqual(parts.map((_, index) => index + 1));
  expect(world.issue(number).body?.length).toBeLessThanOrEqual(55_000);
});

test("a postmortem that somebody deleted holds up nothing", async () => {
  const world = await openIncidentWorld(options);
  const number = await resolved(world);
  const [postmortem = 0] = postmortemsOf(world);
  world.repository.issues.delete(postmortem);
  await world.step(() => world.person("alice").on(number).says("/note still here"));
  const texts = world.record(number)?.incident.timeline.map(({ text }) => text);
  expect(texts).toContain("still here");
});

test("a row that somebody deleted comes back, and what people wrote around it stays", async () => {
  const world = await openIncidentWorld(options);
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Checkout down", labels: ["incident"] }));
  await world.step(() => alice.says("/sev 2\n/lead\n/action Alert on the pool @bob due=3d"));
  await world.step(() => alice.says("/resolve it is over"));
  const [postmortem = 0] = postmortemsOf(world);
  await world.step(() => {
    const lines = (world.issue(postmortem).body ?? "").split("\n");
    const without = lines.filter((line) => !line.includes("Alert on the pool"));
    alice.on(postmortem).rewrites({ body: `A word before.\n\n${without.join("\n")}` });
  });
  await world.step(() => alice.on(postmortem).says("/action Write it down @bob due=4d"));
  const body = world.issue(postmortem).body ?? "";
  expect(body).toContain("A word before.");
  expect(body).toMatch(/- \[ \] \*\*1\.\*\* Alert on the pool/);
  expect(body).toMatch(/- \[ \] \*\*2\.\*\* Write it down/);
});

test("reminders wait for the morning, except where somebody promised news every few minutes", async () => {
  const config = 'version: 1\nreminders: { quietHours: "20:00-08:00" }';
  const quiet = await openIncidentWorld({ ...options, config });
  await resolved(quiet, "3");
  const loud = await openIncidentWorld({ ...options, config });
  await resolved(loud, "2");
  // Due at 02:45: at night.
  for (const world of [quiet, loud]) await world.days(1.1);
  const given = (world: IncidentWorld) => {
    const [number = 0] = postmortemsOf(world);
    return world.comments(number).filter(({ body }) => reminderIn(body) !== undefined);
  };
  expect(given(quiet)).toHaveLength(0);
  expect(given(loud)).toHaveLength(1);
  await quiet.days(0.4);
  expect(given(quiet).map(({ createdAt }) => createdAt.slice(11, 16))).toEqual(["08:00"]);
});

test("an App that answers is left alone by the Action until somebody has waited too long", async () => {
  const world = await openIncidentWorld(options);
  const number = await resolved(world);
  const [app] = world.processes;
  app?.kill();
  world.processes.length = 0;
  const action = await openActionBeside(world);
  world.person("bob").on(number).says("/note is anybody there?");
  world.time.advance(60_000);
  action.look(number);
  await action.settle();
  expect(world.record(number)?.writer).toMatch(/^app:/);
  expect(action.reports.join()).toContain("this run only reads");
  world.time.advance(15 * 60_000);
  action.look(number);
  await action.settle();
  expect(world.record(number)?.writer).toBe("action");
  expect(world.record(number)?.incident.timeline.map(({ text }) => text)).toContain(
    "is anybody there?",
  );
});

test("two runs of the Action that look at one incident at once answer each comment once", async () => {
  const world = await openIncidentWorld({ ...options, action: true });
  const number = await resolved(world);
  const [postmortem = 0] = postmortemsOf(world);
  const other = await openActionBeside(world);
  const bob = world.person("bob");
  world.time.advance(60_000);
  bob.on(number).says("/sev 9");
  bob.on(postmortem).says("/sev 8");
  for (const one of [world, other]) one.look(number, { follow: true });
  await Promise.all([world.settle(), other.settle()]);
  const refusals = [...world.answers(number), ...world.answers(postmortem)].filter((text) =>
    /\b[89]\b/.test(text),
  );
  expect(refusals).toHaveLength(2);
});

test("two runs that find a fresh label at once declare one incident, and go on from one card", async () => {
  const world = await openIncidentWorld({ ...options, action: true });
  const other = await openActionBeside(world);
  const alice = world.person("alice");
  world.time.advance(60_000);
  const number = alice.opens({ title: "Checkout down", labels: ["incident"] });
  alice.on(number).says("/sev 2 many users");
  other.look(number);
  await Promise.all([world.settle(), other.settle()]);
  for (const one of [world, other]) one.look(number);
  await Promise.all([world.settle(), other.settle()]);
  expect(world.cardComments(number)).toHaveLength(1);
  const told = world.answers(number);
  expect(told.filter((text) => text.includes("Incident declared"))).toHaveLength(1);
  expect(told.filter((text) => text.includes("Severity set"))).toHaveLength(1);
});

/** The Action on the same GitHub, with the same clock and a database of its own. */
async function openActionBeside(world: IncidentWorld): Promise<IncidentWorld> {
  return openIncidentWorld({ ...options, action: true, beside: world }, world.time);
}

test("a period's numbers cost one call per hundred incidents, and one for each without its line", async () => {
  const world = await openIncidentWorld(options);
  const [first, second] = [await resolved(world), await resolved(world)];
  const open = await world.step(() =>
    world.person("alice").opens({ title: "Search slow", labels: ["incident"] }),
  );
  const before = world.calls.length;
  const calls = () => world.calls.slice(before).length;
  const period = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };
  const found = await gatherStatistics(repositoryOf(world), period, loopOf(world));
  expect(found.counted).toBe(3);
  expect(found.read).toEqual({ fromList: 2, byCall: [open], not: [] });
  // The settings are read at most once a minute.
  expect(calls()).toBeLessThanOrEqual(1 + 1 + 2);
  const issue = world.issue(first);
  world
    .person("alice")
    .on(first)
    .rewrites({
      body: (issue.body ?? "").replace(/"status":"\w+"/, '"status":"dismissed"'),
    });
  const again = await gatherStatistics(repositoryOf(world), period, loopOf(world));
  expect(again.read.byCall).toEqual([first, open].toSorted((a, b) => a - b));
  expect(again.incidents.map(({ number }) => number)).toEqual([first, second, open]);
});

test("what is unfinished, and what lacks its postmortem, is found without reading every incident", async () => {
  const world = await openIncidentWorld({ people });
  const [first, second] = [await resolved(world), await resolved(world, "4")];
  const alice = world.person("alice");
  await world.step(() => alice.on(second).says("/action Alert on the pool due=3d"));
  const place = repositoryOf(world);
  const lacking = await findWithoutPostmortem(place, loopOf(world));
  expect(lacking.map(({ issue }) => issue)).toEqual([first]);
  const unfinished = await findUnfinished(place, loopOf(world));
  expect(unfinished.map(({ issue }) => issue)).toEqual([second]);
  world.look(first, { wants: "postmortem" });
  await world.settle();
  expect(postmortemsOf(world)).toHaveLength(1);
  const after = await findUnfinished(place, loopOf(world));
  expect(after.map(({ issue }) => issue)).toEqual([first, second]);
});

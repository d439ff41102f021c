import { expect, test } from "vitest";
import { postmortemOf, reminderIn } from "../../src/core/card/markers.ts";
import { addAccount } from "../../src/sandbox/github/model/people.ts";
import { setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
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

/** A resolved incident with one action item, and the number of its postmortem. */
async function resolved(world: IncidentWorld): Promise<number> {
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Checkout down", labels: ["incident"] }));
  await world.step(() => alice.says("/sev 2\n/lead\n/action Alert on the pool @bob due=2d"));
  await world.step(() => alice.says("/resolve the pool was too small"));
  return postmortemsOf(world)[0] ?? 0;
}

function addRow(world: IncidentWorld, postmortem: number, row: string): void {
  const body = (world.issue(postmortem).body ?? "").replace(
    /^(- \[ \] \*\*1\.\*\*.*)$/m,
    `$1\n- [ ] ${row}`,
  );
  world.person("alice").on(postmortem).rewrites({ body });
}

async function looks(world: IncidentWorld, count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    await world.step(() => world.look(1, { follow: true }));
  }
}

test("a deleted postmortem that is called ready silences nothing", async () => {
  const world = await openIncidentWorld(options);
  const postmortem = await resolved(world);
  world.repository.issues.delete(postmortem);
  const alice = world.person("alice");
  await world.step(() => alice.says("/postmortem ready"));
  expect(world.answers().at(-1)).toContain("could not be read");
  await world.step(() => alice.says("/note still heard"));
  expect(world.record()?.incident.timeline.map(({ text }) => text)).toContain("still heard");
});

test.each(["Raise the limit \u200e(50) of the pool", "Raise the li\u00admit of the pool"])(
  "a row with a character nobody sees is taken over once: %j",
  async (row) => {
    const world = await openIncidentWorld(options);
    const postmortem = await resolved(world);
    await world.step(() => addRow(world, postmortem, row));
    await looks(world, 3);
    expect(world.record()?.incident.actionItems).toHaveLength(2);
  },
);

test("a row whose type is not allowed is answered once, and its words are kept", async () => {
  const config = "version: 1\naction: { types: [prevent, detect] }";
  const world = await openIncidentWorld({ ...options, config });
  const postmortem = await resolved(world);
  await world.step(() => addRow(world, postmortem, "Write it down · process"));
  await looks(world, 3);
  expect(world.answers(postmortem).filter((text) => text.includes("process"))).toHaveLength(1);
  expect(world.record()?.incident.actionItems.map(({ text, type }) => [text, type])).toEqual([
    ["Alert on the pool", undefined],
    ["Write it down", undefined],
  ]);
});

test("a row that its writer may not add is answered once, and stays as it was written", async () => {
  const config = "version: 1\npermissions: { action: maintain }";
  const world = await openIncidentWorld({ ...options, config });
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Checkout down", labels: ["incident"] }));
  await world.step(() => world.person("carol").says("/sev 2\n/action Alert on the pool @bob"));
  await world.step(() => alice.says("/lead\n/resolve the pool was too small"));
  const [postmortem = 0] = postmortemsOf(world);
  await world.step(() => addRow(world, postmortem, "Write it down"));
  await looks(world, 3);
  expect(world.answers(postmortem).filter((text) => text.includes("maintain"))).toHaveLength(1);
  expect(world.issue(postmortem).body).toContain("- [ ] Write it down");
  expect(world.record()?.incident.actionItems).toHaveLength(1);
});

test("a card that comes back from the thread finds its postmortem and what was ticked there", async () => {
  const world = await openIncidentWorld(options);
  const postmortem = await resolved(world);
  const alice = world.person("alice");
  await world.step(() => {
    const body = world.issue(postmortem).body ?? "";
    alice.on(postmortem).rewrites({ body: body.replace("- [ ] **1.**", "- [x] **1.**") });
  });
  await world.step(() => addRowAfter(world, postmortem));
  const [card] = world.cardComments();
  await world.memory.forgetEverything();
  await world.step(() => world.person("carol").deletes(card?.id ?? 0));
  await world.step(() => world.resync());
  const incident = world.record()?.incident;
  expect(incident?.postmortem).toMatchObject({ state: "open", issue: { number: postmortem } });
  expect(incident?.actionItems.map(({ number, state }) => [number, state])).toEqual([
    [1, "done"],
    [2, "open"],
  ]);
  await world.step(() => alice.on(postmortem).says("/action One more thing"));
  expect(world.record()?.incident.actionItems.map(({ number }) => number)).toEqual([1, 2, 3]);
});

function addRowAfter(world: IncidentWorld, postmortem: number): void {
  const body = (world.issue(postmortem).body ?? "").replace(
    /^(- \[x\] \*\*1\.\*\*.*)$/m,
    "$1\n- [ ] Write a runbook",
  );
  world.person("alice").on(postmortem).rewrites({ body });
}

test("resolved and waived in one comment opens nothing; created after all, it is open again", async () => {
  const world = await openIncidentWorld(options);
  const [alice, carol] = [world.person("alice"), world.person("carol")];
  await world.step(() => alice.opens({ title: "Checkout down", labels: ["incident"] }));
  await world.step(() => alice.says("/sev 2\n/lead"));
  await world.step(() =>
    carol.says('/resolve it is over\n/postmortem waive reason="a known kind of noise"'),
  );
  expect(postmortemsOf(world)).toEqual([]);
  await world.step(() => carol.says("/postmortem create"));
  const [postmortem = 0] = postmortemsOf(world);
  await world.step(() => carol.says('/postmortem waive reason="still not worth it"'));
  expect(world.issue(postmortem).state).toBe("closed");
  await world.step(() => carol.says("/postmortem create"));
  expect(postmortemsOf(world)).toEqual([postmortem]);
  expect(world.issue(postmortem).state).toBe("open");
});

test("reminders of a deleted postmortem's promises come on the incident", async () => {
  const config = "version: 1\nreminders: { quietHours: none }";
  const world = await openIncidentWorld({ ...options, config });
  const postmortem = await resolved(world);
  world.repository.issues.delete(postmortem);
  await world.days(3);
  const given = world.comments().filter(({ body }) => reminderIn(body) !== undefined);
  expect(given.map(({ body }) => body).join("\n")).toContain("@bob");
});

test("whoever takes the postmortem over is assigned to it, instead of who had it", async () => {
  const world = await openIncidentWorld(options);
  const postmortem = await resolved(world);
  expect(world.assignees(postmortem)).toEqual(["alice"]);
  await world.step(() => world.person("alice").on(postmortem).says("/postmortem owner @carol"));
  expect(world.assignees(postmortem)).toEqual(["carol"]);
  expect(world.card()).toMatch(/Postmortem.*owner \[carol\]/);
});

test("a program that closes a postmortem is answered once and not argued with", async () => {
  const world = await openIncidentWorld(options);
  const postmortem = await resolved(world);
  addAccount(world.model, "stale[bot]", "Bot");
  setCollaborator(world.repository, "stale[bot]", "write");
  const stale = world.person("stale[bot]");
  for (let times = 0; times < 3; times += 1) {
    await world.step(() => {
      if (world.issue(postmortem).state === "open") stale.on(postmortem).closes("not_planned");
    });
  }
  expect(world.answers(postmortem).filter((text) => text.includes("reopened"))).toHaveLength(1);
});

test("a card that a stranger pasted first does not keep the Action from declaring", async () => {
  const elsewhere = await openIncidentWorld({ ...options, action: true });
  await resolved(elsewhere);
  const [copied] = elsewhere.cardComments(1);

  const world = await openIncidentWorld({ ...options, action: true });
  const stranger = world.person("mallory");
  const number = stranger.opens({ title: "Checkout down" });
  stranger.on(number).says(copied?.body ?? "");
  await world.step(() => world.person("alice").on(number).labels("incident"));
  await looks(world, 2);
  expect(copied?.body).toContain("allclear");
  expect(world.cardComments(number)).toHaveLength(1);
  expect(world.record()?.incident.status).not.toBe("resolved");
});

test("plain talk on the postmortem is read again only until a look has marked it", async () => {
  const world = await openIncidentWorld(options);
  const postmortem = await resolved(world);
  const before = world.record()?.postmortemRead?.seenUntil;
  for (let said = 0; said < 60; said += 1) {
    world.time.advance(1000);
    world.person("bob").on(postmortem).says(`Just talk, part ${said}.`);
  }
  await looks(world, 2);
  const after = world.record()?.postmortemRead?.seenUntil;
  expect(after).toBeDefined();
  expect(after).not.toBe(before);
});

import { test, expect } from "vitest";
import { bot } from "../support/in-memory-place.ts";
import { expectSound, openIncident } from "./sound.ts";

const dump = (world: any) => {
  for (const n of world.repository.issues.keys()) {
    const i = world.issue(n);
    console.log(`#${n} ${i.title} [${world.labels(n)}] ${i.state}\nBODY ${i.body}`);
    for (const c of i.comments) console.log(`  ${c.id} ${c.author.login}: ${c.body.slice(0, 160).replaceAll("\n", "⏎")} ... ${c.body.slice(-80).replaceAll("\n", "⏎")}`);
  }
  console.log(world.reports);
};

test("outsider names a card that does not exist", async () => {
  const world = await openIncident();
  const rita = world.person("rita");
  await world.step(() => rita.opens({ title: "x" }));
  await world.step(() => rita.on(2).rewrites({ body: `<!-- allclear:incident ${world.repository.id}#2 card=1 -->` }));
  dump(world);
  expect(world.card(2)).toBe("");
});
test("outsider names the card of another", async () => {
  const world = await openIncident();
  const rita = world.person("rita");
  const card = world.cardComments(1)[0]!;
  const before = card.body;
  await world.step(() => rita.opens({ title: "x" }));
  await world.step(() => rita.on(2).rewrites({ body: `<!-- allclear:incident ${world.repository.id}#2 card=${card.id} -->` }));
  dump(world);
  expect(card.body).toBe(before);
});
test("outsider names an answer", async () => {
  const world = await openIncident();
  const rita = world.person("rita");
  await world.step(() => rita.opens({ title: "x", labels: ["incident"], byForm: true }));
  const report = world.comments(2)[0]!;
  await world.step(() => rita.on(2).rewrites({ body: `<!-- allclear:incident ${world.repository.id}#2 card=${report.id} -->` }));
  dump(world);
  expect(world.card(2)).toBe("");
});
test("sound", async () => {
  const world = await openIncident();
  await expectSound(world);
});

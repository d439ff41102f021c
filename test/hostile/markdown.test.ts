import { describe, expect, test } from "vitest";
import { createLabel } from "../../src/sandbox/github/model/repository-labels.ts";
import type { IncidentWorld } from "../support/in-memory-world.ts";
import { openIncidentWorld } from "../support/in-memory-world.ts";
import { payloads } from "./payloads.ts";
import { expectSound, openIncident, people } from "./sound.ts";

/** Every place of the language that takes somebody's words. */
const fields: readonly ((text: string) => string)[] = [
  (text) => `/sev 2 ${text}`,
  (text) => `/sev 1 reason="${text}"`,
  (text) => `/ack ${text}`,
  (text) => `/status ${text}`,
  (text) => `/note ${text}`,
  (text) => `/note ${text} at=${text}`,
  (text) => `/impact ${text} users="${text}" regions="${text}"`,
  (text) => `/service ${text}`,
  (text) => `/service api,${text}`,
  (text) => `/summary ${text}`,
  (text) => `/summary again ${text}`,
  (text) => `/update ${text}`,
  (text) => `/update ${text} eta=${text}`,
  (text) => `/role ${text} @bob`,
  (text) => `/role commander ${text}`,
  (text) => `/lead ${text}`,
  () => "/lead @bob",
  (text) => `/handoff @carol ${text}`,
  (text) => `/action ${text}`,
  (text) => `/action mend it owner="${text}" type="${text}"`,
  (text) => `/action ${text} @bob due=5d`,
  (text) => `/done 1 ${text}`,
  (text) => `/wontdo 2 reason="${text}"`,
  (text) => `/link ${text}`,
  (text) => `/link https://example.com/a ${text}`,
  (text) => `/link https://example.com/${text} ${text}`,
  (text) => `/related ${text}`,
  (text) => `/duplicate #1 ${text}`,
  (text) => `/incident ${text}`,
  (text) => `/incident help ${text}`,
  (text) => `/sevv ${text}`,
  (text) => `/mitigated ${text}`,
  (text) => `/resolve ${text}`,
  (text) => `/reopen-incident reason="${text} and more"`,
  (text) => `/cancel duplicate #1 ${text}`,
  (text) => `/cancel external reason="${text}"`,
];

/** Roles mention whom they are given to; nobody else may be. */
const meant = ["bob", "carol"];

describe.each(payloads)("$what", ({ text }) => {
  test("in every field of every command stays text", async () => {
    const world = await openIncident();
    const alice = world.person("carol");
    await world.step(() => {
      for (const field of fields) alice.says(field(text));
    });
    await expectSound(world, meant);
    const answered = world.comments().filter(({ author }) => author.login === "carol");
    expect(answered).toHaveLength(fields.length);
    const { timeline = [] } = world.record()?.incident ?? {};
    expect(timeline.filter(({ kind }) => kind === "NoteAdded").length).toBeGreaterThan(0);
    await world.memory.forgetEverything();
    await world.step(() => world.resync());
    expect(world.record()?.incident.timeline).toEqual(timeline);
    await expectSound(world, meant);
  });

  test("in a title of an incident that is declared, listed and linked stays text", async () => {
    const world = await openIncident();
    const bob = world.person("bob");
    await world.step(() => bob.says(`/incident declare drill sev1 ${text} service=api`));
    await world.step(() => bob.says("/incident list"));
    expect(world.repository.issues.size).toBe(2);
    expect(world.card(2)).toContain("SEV1");
    await expectSound(world);
  });

  test("in a form, a title and labels stays text", async () => {
    const world = await openIncidentWorld({ people });
    const form = `### Started\n\n${text}\n\n### What changed\n\n${text}\n\n### Who is affected\n\n${text}`;
    await world.step(() => {
      named(world, text.replace(/[,\s\p{Cc}\p{Cs}]+/gu, " ").slice(0, 50));
      const labels = [...world.repository.labels.values()].map(({ name }) => name);
      world.person("alice").opens({ title: text, body: form, labels });
    });
    expect(world.card()).not.toBe("");
    await world.step(() => world.person("bob").says("/incident list\n/status"));
    await expectSound(world);
  });

  test("in config stays text, or is refused with a line that is text", async () => {
    const quoted = JSON.stringify(text.toWellFormed());
    const config = [
      "version: 1",
      `levels: { SEV1: { criteria: ${quoted} } }`,
      `roles: { scribe: { duties: [${quoted}] } }`,
      `services: [{ name: api, description: ${quoted}, owners: [rita] }]`,
      `labels: { drill: ${quoted} }`,
    ];
    for (const line of ["", ...config.slice(1)]) {
      const lines = line === "" ? config.slice(0, 4) : ["version: 1", line];
      const world = await openIncident({ config: lines.join("\n") });
      await world.step(() => {
        const bob = world.person("bob");
        bob.says("/sev 1\n/service api\n/role scribe @carol");
        bob.says("/incident check");
      });
      expect(world.record()?.incident.severity).toBe("SEV1");
      await expectSound(world, meant);
    }
  });
});

function named(world: IncidentWorld, name: string): void {
  const { model, repository } = world;
  createLabel(model, repository.owner, repository, { name, color: "ededed" });
}

describe("who is mentioned", () => {
  const config = 'version: 1\nlevels: { SEV1: { tell: ["@acme/oncall", dora] } }\n';
  const told = ["acme/oncall", "dora"];

  test("by an announcement: whom config names for that severity, once, and nobody by edits", async () => {
    const world = await openIncident({ config });
    const bob = world.person("bob");
    await world.step(() => bob.says("/sev 1 @rita @acme/everyone look"));
    await world.step(() => bob.says("/note @dora please\n/impact @dora"));
    await world.step(() => world.person("alice").says("/sev 2"));
    const mentions = world
      .answers()
      .join("\n")
      .match(/(?<![`\w])@[\w/-]+/g);
    expect(mentions).toEqual(["@acme/oncall", "@dora"]);
    await expectSound(world, told);
  });

  test.each(["/sev 1", "/role scribe @carol", "/handoff @carol take over"])(
    "in a drill by %s: nobody",
    async (text) => {
      const world = await openIncident({ config });
      await world.step(() => world.person("bob").says("/incident declare drill Practice"));
      await world.step(() => world.person("bob").on(2).says(`/lead\n${text}`));
      await expectSound(world);
    },
  );

  test.each([
    "@acme/everyone",
    "@rita @bob",
    "@rita.",
    "@-rita",
    "@ri\u200bta",
    "rita",
    "@bob[bot]",
  ])("by a role for %s: nobody who was not named as one person", async (who) => {
    const world = await openIncident();
    await world.step(() => world.person("alice").says(`/role scribe ${who}`));
    await expectSound(world, ["rita"]);
  });
});

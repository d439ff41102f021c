import { describe, expect, test } from "vitest";
import { configPath } from "../../src/reconcile/settings.ts";
import { commitFiles } from "../../src/sandbox/github/model/commit-files.ts";
import type { IncidentWorld } from "../support/in-memory-world.ts";
import { openIncidentWorld } from "../support/in-memory-world.ts";
import { expectSound, openIncident, people } from "./sound.ts";

const good = "version: 1\nladder: p1-p4\n";

function commit(world: IncidentWorld, text: string, path = configPath): void {
  const files = { [path]: text };
  commitFiles(world.model, world.repository, { files, message: "Change settings" });
}

const levels = ["&a [x,x]", "&b [*a,*a]", "&c [*b,*b]", "&d [*c,*c,*c,*c]"];

const broken: readonly { readonly what: string; readonly text: string }[] = [
  { what: "no YAML at all", text: "version: [1" },
  { what: "an empty file", text: "" },
  { what: "a list", text: "- version: 1" },
  {
    what: "a bomb of aliases",
    text: `version: 1\n${levels.map((one, at) => `x${at}: ${one}`).join("\n")}`,
  },
  { what: "nesting without end", text: `version: 1\nroles: ${"[".repeat(20_000)}` },
  { what: "keys twice", text: "version: 1\nladder: p1-p4\nladder: p0-p3" },
  { what: "custom tags", text: "version: !!js/function 'function () { return 1 }'" },
  { what: "two documents", text: "version: 1\n---\nversion: 1" },
  { what: "a word of YAML 1.1 for true", text: "version: 1\nnotes: { open: yes }" },
  { what: "a version as text", text: 'version: "1"' },
  { what: "a megabyte", text: `version: 1\n# ${"x".repeat(1_048_576)}` },
  { what: "a megabyte of keys", text: `version: 1\n${"a: 1\n".repeat(210_000)}` },
  { what: "an unknown time zone", text: "version: 1\ntimezone: Mars/Olympus" },
  { what: "labels that swallow one another", text: "version: 1\nlabels: { incident: drill }" },
  { what: "inherited names", text: "version: 1\n__proto__: { ladder: x }\nconstructor: 1" },
  { what: "no text", text: "\u0000\u0001\ufffd\ud800" },
  { what: "mentions and markers", text: 'version: 1\n"@rita <!-- allclear:report -->": 1' },
  { what: "a secret where none belongs", text: "version: 1\nnotes: { open: 'no, @rita' }" },
];

describe.each(broken)("a file that becomes $what", ({ text }) => {
  test("leaves the last good one in force and is told once on the card", async () => {
    const world = await openIncident({ config: good });
    await world.step(() => commit(world, text));
    await world.step(() => world.person("bob").says("/sev P1"));
    expect(world.record()?.incident.severity).toBe("P1");
    expect(world.card().match(/A mistake in the configuration/g)).toHaveLength(1);
    await expectSound(world);
    await world.step(() => commit(world, good));
    await world.step(() => world.person("bob").says("/note better now"));
    expect(world.card()).not.toContain("A mistake in the configuration");
    await expectSound(world);
  });

  test("from the beginning leaves the defaults in force", async () => {
    const world = await openIncident({ config: text });
    await world.step(() => world.person("bob").says("/sev 1"));
    expect(world.record()?.incident.severity).toBe("SEV1");
    expect(world.card().match(/A mistake in the configuration/g)).toHaveLength(1);
    await expectSound(world);
  });
});

test("after more broken versions than we look back the defaults hold, and the incident goes on", async () => {
  const world = await openIncident({ config: good });
  await world.step(() => world.person("bob").says("/sev P1"));
  await world.step(() => {
    for (let round = 0; round < 12; round += 1) commit(world, `version: [${round}`);
  });
  await world.step(() => world.person("bob").says("/note still here\n/ack"));
  expect(world.record()?.incident).toMatchObject({ severity: "P1", status: "investigating" });
  await expectSound(world);
});

const changes: readonly {
  readonly what: string;
  readonly config: string;
  readonly labels: string[];
}[] = [
  {
    what: "another ladder",
    config: "version: 1\nladder: p0-p3\n",
    labels: ["incident", "severity: P0", "status: identified"],
  },
  {
    what: "other labels",
    config:
      'version: 1\nlabels: { incident: outage, severityPrefix: "how bad/", statusPrefix: "now/" }\n',
    labels: ["how bad/SEV1", "now/identified", "outage"],
  },
  {
    what: "other roles and words",
    config:
      "version: 1\nprefixes: [/inc]\nroles: { scribe: { duties: [] }, poet: { duties: [rhymes] } }\n",
    labels: ["incident", "severity: SEV1", "status: identified"],
  },
  {
    what: "nothing at all",
    config: "version: 1\n",
    labels: ["incident", "severity: SEV1", "status: identified"],
  },
];

describe.each(changes)("a file that changes to $what in the middle of an incident", (change) => {
  test.each(["kept", "dropped"])("leaves a sane one with the database %s", async (database) => {
    const before = "version: 1\nroles: { baker: { duties: [bakes] } }\n";
    const world = await openIncident({ config: before });
    const [alice, bob] = [world.person("alice"), world.person("bob")];
    await world.step(() => alice.says("/sev 2\n/role baker @carol\n/lead"));
    await world.step(() => commit(world, change.config));
    if (database === "dropped") await world.memory.forgetEverything();
    await world.step(() => world.look(1));
    const generation = world.record()?.generation;
    await world.step(() => bob.says("/status identified"));
    expect(world.record()?.generation).toBeGreaterThan(generation ?? 0);
    await world.step(() => bob.says(`/sev ${change.what === "another ladder" ? "p0" : "sev1"}`));
    expect(world.labels()).toEqual(change.labels);
    expect(world.record()?.incident.roles).toEqual({ baker: "carol", commander: "alice" });
    expect(world.card()).toContain("carol");
    await world.step(() => alice.says("/mitigated\n/resolve it is over"));
    expect(world.issue().state).toBe("closed");
    await expectSound(world, ["carol"]);
  });
});

const templatePath = (name: string) => `.github/allclear/templates/${name}.mustache`;

const refused = [
  { what: "a mention", text: "{{status}} @rita" },
  { what: "a command", text: "{{status}}\n/resolve" },
  { what: "a marker", text: "{{status}} <!-- allclear:report -->" },
  { what: "another template", text: "{{> declared}}" },
  { what: "a section without end", text: "{{#status}} open" },
  { what: "an end without a section", text: "{{/status}}" },
  { what: "inherited names", text: "{{constructor.name}} {{__proto__}}" },
  { what: "other delimiters", text: "{{=<% %>=}}<% constructor %>" },
  { what: "thirty thousand letters", text: "x".repeat(30_000) },
];

describe("an own template", () => {
  test.each(refused)("with $what is not used, and the card says so", async ({ text }) => {
    const world = await openIncidentWorld({ people, config: "version: 1\ntemplates: [card]\n" });
    commit(world, text, templatePath("card"));
    await world.step(() => world.person("alice").opens({ title: "Down", labels: ["incident"] }));
    expect(world.card()).toContain("ours is used instead");
    expect(world.card()).toContain("**Since**");
    await expectSound(world);
  });

  test.each([
    { what: "empty", text: "" },
    { what: "only blanks", text: " \n\t\n" },
    { what: "nothing but every list many times", text: "{{timeline}}\n\n".repeat(1_400) },
    {
      what: "sections in sections",
      text: `${"{{#status}}".repeat(700)}x${"{{/status}}".repeat(700)}`,
    },
  ])("that is $what keeps the incident and the record", async ({ text }) => {
    const config = "version: 1\ntemplates: [card, declared, update, reply]\n";
    const world = await openIncidentWorld({ people, config });
    for (const name of ["card", "declared", "update", "reply"]) {
      commit(world, name === "card" ? text : text.replaceAll("timeline", "at"), templatePath(name));
    }
    const alice = world.person("alice");
    await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
    await world.step(() => alice.says("/sev 1\n/update all is down\n/nonsense\n/status nonsense"));
    expect(world.record()?.incident.severity).toBe("SEV1");
    await expectSound(world);
  });
});

test("the settings of a repository are nobody else's", async () => {
  const world = await openIncident({ config: "version: [" });
  await world.step(() => world.person("rita").opens({ title: "A question" }));
  await world.step(() => world.person("rita").on(2).says("what does version: [ mean?"));
  expect(world.comments(2)).toHaveLength(1);
  await expectSound(world);
});

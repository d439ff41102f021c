import { describe, expect, test } from "vitest";
import { addLabels } from "../../src/sandbox/github/model/label-issue.ts";
import { addAccount, addMember, renameAccount } from "../../src/sandbox/github/model/people.ts";
import { setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
import { createLabel } from "../../src/sandbox/github/model/repository-labels.ts";
import { type IncidentWorld, openIncidentWorld } from "../support/in-memory-world.ts";
import { expectSound, openIncident, people } from "./sound.ts";

/** Everything a comment can ask of an incident that somebody with read access may not. */
const demands = [
  "/ack",
  "/sev 1",
  "/severity P1",
  "/status identified",
  "/mitigated",
  "/resolve done",
  '/resolve --force "because"',
  "/close-incident",
  "/cancel false-positive",
  "/lead",
  "/role commander @rita",
  "/handoff @rita",
  "/impact everything",
  "/service api",
  "/summary all is well",
  "/update all is well",
  "/note all is well",
  "/action nothing",
  "/link https://example.com",
  "/related #1",
  "/incident declare Another one",
  "/incident list",
  "/incident check",
];

function withoutBookkeeping(world: IncidentWorld) {
  const { incident, shown } = world.record() ?? {};
  return { incident, shown, issues: world.repository.issues.size, labels: world.labels() };
}

/** Whoever is added gets an account first. */
function give(world: IncidentWorld, login: string, role: string, type: "User" | "Bot" = "User") {
  addAccount(world.model, login, type);
  setCollaborator(world.repository, login, role);
  return world.person(login);
}

describe("without triage permission nothing happens but one answer", () => {
  test.each(demands)("%s", async (text) => {
    const world = await openIncident();
    const before = withoutBookkeeping(world);
    const id = await world.step(() => world.person("rita").says(text));
    expect(withoutBookkeeping(world)).toEqual(before);
    expect(world.answers()).toHaveLength(2);
    expect(world.answers()[1]).toMatch(/triage|write|maintain|nothing to hand over/);
    expect(world.comments().find((one) => one.id === id)?.reactions).toEqual([]);
    await expectSound(world);
  });

  test("help is for everybody", async () => {
    const world = await openIncident();
    await world.step(() => world.person("rita").says("/incident help sev"));
    expect(world.answers()[1]).toContain("/sev");
    await expectSound(world);
  });
});

describe("a custom repository role", () => {
  const config = "version: 1\nroleNames: { on-call-engineer: maintain }\n";

  test.each([
    { role: "on-call-engineer", base: "read", config, does: true, what: "mapped in config" },
    { role: "on-call-engineer", base: "triage", does: false, what: "built on triage, not mapped" },
    { role: "on-call-engineer", base: "write", does: true, what: "built on write, not mapped" },
    { role: "On-Call-Engineer", base: "read", config, does: false, what: "in another spelling" },
    { role: "constructor", base: "read", config, does: false, what: "called constructor" },
    { role: "__proto__", base: "read", config, does: false, what: "called __proto__" },
  ] as const)("$what: may resolve is $does", async ({ role, base, does, ...options }) => {
    const world = await openIncident("config" in options ? { config: options.config } : {});
    const organization = world.model.organizations.get("acme");
    organization?.customRoles.set(role, base);
    const olga = give(world, "olga", role);
    await world.step(() => olga.says('/sev 2\n/resolve "done"'));
    expect(world.record()?.incident.status).toBe(does ? "resolved" : "triage");
    await expectSound(world);
  });
});

describe("an account", () => {
  test("deleted since has no say, and the timeline keeps what it said before", async () => {
    const world = await openIncident();
    const zoe = give(world, "zoe", "write");
    await world.step(() => zoe.says("/note it began with the deploy"));
    const ghost = addAccount(world.model, "ghost");
    await world.step(() => {
      const id = zoe.says("/sev 1");
      for (const comment of world.comments()) {
        if (comment.author.login === "zoe") comment.author = ghost;
      }
      world.repository.collaborators.delete("zoe");
      return id;
    });
    const { incident } = world.record() ?? {};
    expect(incident?.severity).toBeUndefined();
    expect(incident?.timeline.find(({ kind }) => kind === "NoteAdded")?.by).toBe("zoe");
    await expectSound(world);
  });

  test("of a new owner does not inherit what the login's former owner said", async () => {
    const world = await openIncident();
    await world.step(() => {
      const id = world.person("rita").says("/sev 1");
      const comment = world.comments().find((one) => one.id === id);
      const stale = { ...world.person("alice"), id: 1, login: "alice", type: "User" as const };
      // The comment was written by an account that was called alice until a moment ago.
      if (comment !== undefined) comment.author = stale;
    });
    expect(world.record()?.incident.severity).toBeUndefined();
    await expectSound(world);
  });

  test("renamed keeps its permission, and whoever takes the old name gets none", async () => {
    const world = await openIncident();
    await world.step(() => world.person("bob").says("/lead"));
    renameAccount(world.model, "bob", "robert");
    const taker = world.person("bob");
    await world.step(() => taker.says("/sev 4\n/status identified"));
    expect(world.record()?.incident).toMatchObject({ status: "investigating" });
    await world.step(() => world.person("robert").says("/sev 3"));
    expect(world.record()?.incident.severity).toBe("SEV3");
    await expectSound(world);
  });

  test.each([
    { from: "write", to: "read", severity: undefined },
    { from: "read", to: "triage", severity: "SEV1" },
  ])("counts with what it may at the look: $from to $to", async ({ from, to, severity }) => {
    const world = await openIncident({ people: { ...people, ...{ pat: from } } });
    await world.step(() => {
      world.person("pat").says("/sev 1");
      setCollaborator(world.repository, "pat", to);
    });
    expect(world.record()?.incident.severity).toBe(severity);
    await world.step(() => setCollaborator(world.repository, "pat", from));
    await world.step(() => world.look(1));
    expect(world.record()?.incident.severity).toBe(severity);
    await expectSound(world);
  });
});

describe("a name that looks like ours", () => {
  const cyrillic = "\u0430llclear[bot]";

  test.each([
    { login: "allclear-bot", type: "User" },
    { login: "allclear", type: "User" },
    { login: cyrillic, type: "User" },
    { login: cyrillic, type: "Bot" },
    { login: "allclear[bot", type: "Bot" },
    { login: "github-actions[bot]", type: "Bot" },
  ] as const)("$login ($type) is somebody else", async ({ login, type }) => {
    const world = await openIncident();
    const before = world.record();
    const [card] = world.cardComments();
    const twin = give(world, login, "read", type);
    await world.step(() => {
      twin.says(card?.body.replace("triage", "resolved") ?? "");
      twin.says("/resolve done");
      twin.says("<!-- allclear:stand-back -->");
    });
    expect(world.record()?.incident).toEqual(before?.incident);
    await world.memory.forgetEverything();
    await world.step(() => world.resync());
    expect(world.cardComments().map(({ id }) => id)).toEqual([card?.id]);
    expect(world.record()?.incident).toEqual(before?.incident);
    await expectSound(world);
  });
});

describe("our own words", () => {
  test("commands in what we wrote are never carried out, nor where somebody quotes it", async () => {
    const world = await openIncident();
    await world.step(() => world.person("bob").says("/incident help"));
    const help = world.comments().at(-1)?.body ?? "";
    const before = world.record()?.incident;
    const quoted = help.split("\n").map((line) => `> ${line}`);
    await world.step(() => {
      world.person("alice").says(quoted.join("\n"));
      world.person("alice").says(`On Monday, allclear wrote:\n\n${quoted.join("\n")}`);
      world.person("alice").says(help);
    });
    expect(world.record()?.incident).toEqual(before);
    await expectSound(world);
  });
});

describe("other bots", () => {
  const bots = 'version: 1\ndeclare: { bots: ["alerts[bot]"] }\n';

  test.each(demands)("are not heard: %s", async (text) => {
    const world = await openIncident();
    const before = withoutBookkeeping(world);
    const stale = give(world, "stale[bot]", "write", "Bot");
    await world.step(() => stale.says(text));
    expect(withoutBookkeeping(world)).toEqual(before);
    expect(world.answers()).toHaveLength(1);
  });

  test.each([
    { what: "listed in config declares by label", config: bots, becomes: "incident" },
    { what: "not listed makes a report", config: "version: 1\n", becomes: "report" },
  ])("one $what", async ({ config, becomes }) => {
    const world = await openIncidentWorld({ people, config });
    const alerts = give(world, "alerts[bot]", "write", "Bot");
    await world.step(() => alerts.opens({ title: "Queue is full", labels: ["incident"] }));
    expect(world.card() === "").toBe(becomes === "report");
    expect(world.answers()).toHaveLength(1);
    await expectSound(world);
  });

  test("one listed in config may triage, and no more", async () => {
    const world = await openIncident({ config: bots });
    const alerts = give(world, "alerts[bot]", "admin", "Bot");
    await world.step(() => alerts.says("/sev 1\n/note the queue grows"));
    await world.step(() => alerts.says("/resolve done\n/sev 4"));
    expect(world.record()?.incident).toMatchObject({ severity: "SEV1", status: "triage" });
    await expectSound(world);
  });

  test("cannot move an incident by label, assignment or state; it is put back once", async () => {
    const world = await openIncident();
    const stale = give(world, "stale[bot]", "write", "Bot");
    const before = withoutBookkeeping(world);
    for (const round of [1, 2]) {
      await world.step(() => stale.labels("severity: SEV1"));
      await world.step(() => stale.assigns("carol"));
      await world.step(() => stale.closes());
      expect(world.record()?.incident).toEqual(before.incident);
      if (round === 1) {
        expect(world.issue().state).toBe("open");
        expect(world.labels()).toEqual(before.labels);
        expect(world.assignees()).toEqual([]);
        expect(world.answers()).toHaveLength(4);
      }
    }
    expect(world.answers()).toHaveLength(4);
    await expectSound(world);
  });
});

describe("the incident label", () => {
  test.each(["rita", "nobody"])("put on by a form for %s declares nothing", async (login) => {
    const world = await openIncidentWorld({ people });
    const form = { title: "Slow", labels: ["incident"], byForm: true, body: "/sev 1\n/lead" };
    await world.step(() => world.person(login).opens(form));
    expect(world.card()).toBe("");
    expect(world.labels()).toEqual(["incident"]);
    expect(world.answers()).toHaveLength(1);
    await expectSound(world);
  });

  test.each([
    { name: "Incident ", declares: true },
    { name: "INCIDENT", declares: true },
    { name: "\u0456ncident", declares: false },
    { name: "inc\u0131dent", declares: false },
    { name: "\uff49ncident", declares: false },
    { name: "in\u200bcident", declares: false },
    { name: "incident\u2024", declares: false },
    { name: "incidents", declares: false },
  ])("written $name: declares is $declares", async ({ name, declares }) => {
    const world = await openIncidentWorld({ people });
    const { repository, model } = world;
    repository.labels.delete("incident");
    const label = { name, color: "b60205" };
    createLabel(model, repository.owner, repository, label);
    await world.step(() => world.person("alice").opens({ title: "Down", body: "/sev 1" }));
    await world.step(() => {
      addLabels(model, { login: "alice" }, { repository, number: 1 }, [name]);
      world.look(1);
    });
    expect(world.card() !== "").toBe(declares);
    expect(world.answers()).toHaveLength(declares ? 1 : 0);
    await expectSound(world);
  });

  test.each(["sev\u200b1", "severity: \uff33EV1", "Severity: SEV1 ", "severity: __proto__"])(
    "beside a severity written %s leaves a sane incident",
    async (name) => {
      const world = await openIncident();
      await world.step(() => world.person("alice").labels(name));
      const { severity } = world.record()?.incident ?? {};
      expect([undefined, "SEV1"]).toContain(severity);
      await expectSound(world);
    },
  );
});

test("members of the organization count with what the repository gives them", async () => {
  const world = await openIncident();
  addAccount(world.model, "mia");
  addMember(world.model, "acme", "mia");
  await world.step(() => world.person("mia").says("/sev 1"));
  expect(world.record()?.incident.severity).toBeUndefined();
  await expectSound(world);
});

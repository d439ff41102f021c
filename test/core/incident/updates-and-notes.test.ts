import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import { readStamp } from "../../../src/core/incident/stamp.ts";
import { longestEntry } from "../../../src/core/incident/timeline.ts";
import { givenIncident, kindsOf, refusalOf, type Story } from "./given.ts";

const update = { kind: "PostUpdate", text: "we are rolling back" } as const;
const note = (text: string, at?: string) => ({ kind: "AddNote", text, ...(at && { at }) }) as const;
const amend = (told: Story, text: string, at?: string) =>
  ({ kind: "AmendNote", entry: noteIn(told).stamp, text, ...(at && { at }) }) as const;
const withdraw = (told: Story) =>
  ({ kind: "WithdrawEntry", commentId: readStamp(noteIn(told).stamp).id }) as const;
const noted = (text = "disk is full", at?: string) =>
  givenIncident().when({ by: "bob", command: note(text, at) });

function noteIn(told: Story) {
  const found = told.incident.timeline.find(({ kind }) => kind === "NoteAdded");
  if (found === undefined) throw new Error("there is no note");
  return found;
}

describe("a status update", () => {
  const withRoles = givenIncident()
    .when({ by: "alice", command: { kind: "AssignRole", role: "comms", login: "carol" } })
    .when({ by: "bob", command: { kind: "AssignRole", role: "commander" } });

  it.each([
    ["the communications lead", "carol", true],
    ["the commander", "bob", true],
    ["somebody who may write", "alice", true],
    ["somebody with triage and no role", "dave", false],
    ["an outsider", "olga", false],
  ])("by %s", (_who, by, allowed) => {
    const told = withRoles.when({ by, command: update });
    expect(told.incident.update?.by).toBe(allowed ? by : undefined);
    expect(told.incident.updates).toBe(allowed ? 1 : 0);
  });

  it("that is refused says who speaks", () => {
    expect(refusalOf(withRoles.when({ by: "dave", command: update }))).toEqual({
      code: "not-allowed",
      needs: ["holder", "write"],
      role: "communications lead",
    });
  });

  it("carries how things stand, and the newest one stays", () => {
    const etaAt = "2026-08-01T13:00:00Z";
    const told = givenIncident()
      .when({ by: "alice", command: { kind: "ChangeSeverity", severity: "1" } })
      .when({ by: "alice", command: { ...update, etaAt }, minute: 20 });
    expect(told.events).toMatchObject([{ status: "triage", severity: "SEV1", etaAt }]);
    const late = told.when({ by: "alice", command: { ...update, text: "older" }, minute: 10 });
    expect(late.incident.update).toMatchObject({ text: update.text, etaAt });
    expect(late.incident.updates).toBe(2);
  });
});

describe("a note", () => {
  it("stands in the timeline with when it happened", () => {
    const at = "2026-08-01T11:45:00Z";
    expect(noteIn(noted("deployed", at))).toMatchObject({ text: "deployed", by: "bob", at });
  });

  it("is for triage, unless config opens it to everybody", () => {
    const command = note("I saw it too");
    expect(refusalOf(givenIncident().when({ by: "olga", command }))).toMatchObject({
      needs: ["triage"],
    });
    const open = { ...defaultConfig, notes: { open: true } };
    expect(kindsOf(givenIncident(open).when({ by: "olga", command }))).toEqual(["NoteAdded"]);
  });

  it("keeps the beginning of a text that is too long, and never half a character", () => {
    for (const text of ["x".repeat(700), "🔥".repeat(700), `x${"🔥".repeat(700)}`]) {
      const kept = noteIn(noted(text)).text ?? "";
      expect(kept.length).toBeLessThanOrEqual(longestEntry);
      expect(kept.isWellFormed()).toBe(true);
      expect(kept.endsWith("…")).toBe(true);
    }
  });
});

describe("editing the comment of a note", () => {
  it("amends the entry and adds none", () => {
    const before = noted();
    const told = before.when({ by: "bob", command: amend(before, "disk is half full") });
    expect(noteIn(told).text).toBe("disk is half full");
    expect(told.incident.timeline).toHaveLength(before.incident.timeline.length);
  });

  it("by anybody but its author changes nothing", () => {
    const before = noted();
    for (const by of ["alice", "max", "olga"]) {
      expect(before.when({ by, command: amend(before, "all is well") }).events).toEqual([]);
    }
  });

  it("may take away the time it gave, and then has nothing more to say", () => {
    const before = noted("deployed", "2026-08-01T11:45:00Z");
    const told = before.when({ by: "bob", command: amend(before, "deployed") });
    expect(noteIn(told)).not.toHaveProperty("at");
    expect(told.when({ by: "bob", command: amend(before, "deployed") }).events).toEqual([]);
  });

  it("keeps as much of a long text as writing it would, and then has nothing more to say", () => {
    const before = noted();
    const long = "x".repeat(5_000);
    const told = before.when({ by: "bob", command: amend(before, long) });
    expect(noteIn(told)).toMatchObject({ text: noteIn(noted(long)).text });
    expect(told.when({ by: "bob", command: amend(before, long) }).events).toEqual([]);
  });

  it("does not undo a newer edit", () => {
    const before = noted();
    const told = before
      .when({ by: "bob", command: amend(before, "third"), minute: 30 })
      .when({ by: "bob", command: amend(before, "second"), minute: 20 });
    expect(noteIn(told).text).toBe("third");
  });

  it("of something that is no note changes nothing", () => {
    const told = givenIncident();
    const [declared] = told.incident.timeline;
    const command = { kind: "AmendNote", entry: declared?.stamp ?? "", text: "never" } as const;
    expect(told.when({ by: "alice", command }).events).toEqual([]);
  });
});

describe("deleting a comment", () => {
  it("marks what it told as withdrawn, once, and takes nothing back", () => {
    const before = noted();
    const told = before.when({ by: "bob", command: withdraw(before) });
    expect(noteIn(told)).toMatchObject({ text: "disk is full", withdrawn: true });
    expect(told.when({ by: "bob", command: withdraw(before) }).events).toEqual([]);
  });

  it("leaves what a command did as it is", () => {
    const before = givenIncident().when({
      by: "bob",
      command: { kind: "ChangeSeverity", severity: "1" },
    });
    const commentId = readStamp(before.incident.timeline.at(-1)?.stamp ?? "").id;
    const told = before.when({ by: "bob", command: { kind: "WithdrawEntry", commentId } });
    expect(told.incident.severity).toBe("SEV1");
    expect(told.incident.timeline.at(-1)).toMatchObject({ withdrawn: true });
  });

  it("that told nothing says nothing", () => {
    const told = noted().when({ by: "bob", command: { kind: "WithdrawEntry", commentId: 1 } });
    expect(told.events).toEqual([]);
  });

  it("ends what can be amended", () => {
    const before = noted();
    const told = before.when({ by: "bob", command: withdraw(before) });
    expect(told.when({ by: "bob", command: amend(before, "again") }).events).toEqual([]);
  });
});

describe("links", () => {
  it("stand in the order in which they were given, whatever the order they come in", () => {
    const link = (target: string) => ({ kind: "AddLink", relation: "link", target }) as const;
    const told = givenIncident()
      .when({ by: "bob", command: link("https://example.com/b"), minute: 20 })
      .when({ by: "bob", command: link("https://example.com/a"), minute: 10 });
    expect(told.incident.links.map(({ target }) => target)).toEqual([
      "https://example.com/a",
      "https://example.com/b",
    ]);
  });

  it.each([
    ["link", "linked #12: dashboard"],
    ["related", "related: #12: dashboard"],
    ["duplicate", "duplicate: #12: dashboard"],
  ] as const)("of the kind %s leave the incident open", (relation, text) => {
    const command = { kind: "AddLink", relation, target: "#12", text: "dashboard" } as const;
    const told = givenIncident().when({ by: "bob", command });
    expect(told.incident).toMatchObject({ status: "triage", links: [{ relation, target: "#12" }] });
    expect(told.incident.timeline.at(-1)?.text).toBe(text);
  });

  it("are refused to outsiders", () => {
    const command = { kind: "AddLink", relation: "link", target: "https://evil.example" } as const;
    expect(givenIncident().when({ by: "olga", command }).incident.links).toEqual([]);
  });
});

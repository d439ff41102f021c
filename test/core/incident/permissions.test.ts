import { describe, expect, it } from "vitest";
import {
  type Config,
  defaultConfig,
  type PermissionRule,
} from "../../../src/core/config/config.ts";
import type { ConfigurableVerb } from "../../../src/core/config/verbs.ts";
import type { Command } from "../../../src/core/incident/commands.ts";
import { givenIncident, refusalOf } from "./given.ts";

const permitting = (verb: ConfigurableVerb, rule: PermissionRule): Config => ({
  ...defaultConfig,
  permissions: new Map([[verb, rule]]),
});
const summary = { kind: "WriteSummary", text: "x" } as const;
const assign = (role: string, login?: string) =>
  ({ kind: "AssignRole", role, ...(login && { login }) }) as const;

describe("a permission that config sets", () => {
  it.each<[string, PermissionRule, readonly string[], readonly string[]]>([
    ["any", { who: "any" }, ["olga", "mallory", "bob"], []],
    ["write", { who: "write" }, ["alice", "max"], ["bob", "olga"]],
    ["maintain", { who: "maintain" }, ["max"], ["alice", "bob"]],
    ["holder", { who: "holder" }, ["carol"], ["max", "alice", "bob"]],
    ["list", { who: "list", logins: ["Olga"] }, ["olga", "OLGA"], ["max", "carol", "bob"]],
    ["an empty list", { who: "list", logins: [] }, [], ["max", "alice", "bob", "olga"]],
  ])("%s replaces the default", (_cell, rule, may, mayNot) => {
    const led = givenIncident(permitting("summary", rule)).when({
      by: "carol",
      command: assign("commander"),
    });
    const tried = (by: string) => refusalOf(led.when({ by, command: summary, verb: "summary" }));
    for (const by of may) expect([by, tried(by)]).toEqual([by, undefined]);
    for (const by of mayNot) {
      expect([by, tried(by)]).toMatchObject([by, { code: "not-allowed", needs: [rule.who] }]);
    }
  });

  it("self lets people take a role and give none", () => {
    const story = givenIncident(permitting("role", { who: "self" }));
    const own = story.when({ by: "olga", command: assign("scribe"), verb: "scribe" });
    expect(own.incident.roles).toEqual({ scribe: "olga" });
    const other = story.when({ by: "max", command: assign("scribe", "olga"), verb: "role" });
    expect(refusalOf(other)).toEqual({ code: "not-allowed", needs: ["self"] });
  });

  it("self leaves an action item to its owner alone", () => {
    const story = givenIncident(permitting("done", { who: "self" })).when({
      by: "alice",
      command: { kind: "AddActionItem", text: "x", owner: "olga" },
    });
    const command = { kind: "CompleteActionItem", number: 1 } as const;
    expect(refusalOf(story.when({ by: "max", command, verb: "done" }))).toMatchObject({
      needs: ["self"],
    });
    expect(refusalOf(story.when({ by: "olga", command, verb: "done" }))).toBeUndefined();
  });

  it.each<[ConfigurableVerb, string, Command]>([
    ["severity", "sev", { kind: "ChangeSeverity", severity: "1" }],
    ["role", "lead", assign("commander")],
    ["role", "comms", assign("comms")],
    ["role", "tech", assign("tech")],
    ["role", "scribe", assign("scribe")],
    ["link", "related", { kind: "AddLink", relation: "related", target: "#7" }],
    ["link", "duplicate", { kind: "AddLink", relation: "duplicate", target: "#7" }],
    ["done", "wontdo", { kind: "DropActionItem", number: 1, reason: "x" }],
    ["help", "help", { kind: "Ask", topic: "help" }],
    ["list", "list", { kind: "Ask", topic: "list" }],
    ["check", "check", { kind: "Ask", topic: "check" }],
    ["status", "status", { kind: "Ask", topic: "status" }],
    ["note", "note", { kind: "AddNote", text: "x" }],
  ])("for %s governs /%s", (verb, word, command) => {
    const closed = givenIncident(permitting(verb, { who: "list", logins: ["nobody"] }));
    expect(refusalOf(closed.when({ by: "max", command, verb: word }))).toEqual({
      code: "not-allowed",
      needs: ["list"],
    });
  });

  it("for one verb leaves the others alone", () => {
    const story = givenIncident(permitting("summary", { who: "maintain" }));
    const command = { kind: "ChangeSeverity", severity: "1" } as const;
    expect(refusalOf(story.when({ by: "bob", command, verb: "sev" }))).toBeUndefined();
  });

  it("for a handoff is what the refusal tells", () => {
    const story = givenIncident(permitting("handoff", { who: "maintain" })).when({
      by: "bob",
      command: assign("commander"),
    });
    const command = { kind: "HandOffRole", role: "commander", login: "carol" } as const;
    const refused = story.when({ by: "bob", command, verb: "handoff" });
    expect(refusalOf(refused)).toEqual({ code: "not-allowed", needs: ["maintain"] });
    const told = story.when({ by: "max", command, verb: "handoff" });
    expect(told.incident.roles).toEqual({ commander: "carol" });
  });

  it("holds for gestures of that verb as well", () => {
    const story = givenIncident(permitting("resolve", { who: "maintain" }));
    const close = {
      command: { kind: "ResolveIncident" },
      verb: "resolve",
      gesture: "state:closed",
    } as const;
    expect(story.when({ by: "alice", ...close }).events).toMatchObject([
      { kind: "CommandRefused", gesture: "state:closed" },
    ]);
    expect(story.when({ by: "max", ...close }).incident.status).toBe("resolved");
  });
});

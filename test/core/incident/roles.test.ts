import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import { givenIncident, kindsOf, refusalOf, type Story } from "./given.ts";

const assign = (role: string, login?: string) =>
  ({ kind: "AssignRole", role, ...(login && { login }) }) as const;
const handOff = (role: string, login: string, note?: string) =>
  ({ kind: "HandOffRole", role, login, ...(note && { note }) }) as const;
const join = (login: string) => ({ kind: "JoinResponse", login }) as const;
const leave = (login: string) => ({ kind: "LeaveResponse", login }) as const;
const vacate = (login: string) => ({ kind: "VacateRole", role: "commander", login }) as const;
const ledBy = (login: string) => givenIncident().when({ by: login, command: assign("commander") });

describe("who may give which role to whom", () => {
  const empty = () => givenIncident();
  const held = (role: string) => () =>
    empty().when({ by: "alice", command: assign(role, "carol") });
  it.each<[string, () => Story, string, string, string | undefined, boolean]>([
    ["triage takes an empty command", empty, "bob", "commander", undefined, true],
    ["triage gives an empty command to another", empty, "bob", "commander", "carol", true],
    ["triage takes over a held command", held("commander"), "bob", "commander", undefined, true],
    ["triage gives no held command away", held("commander"), "bob", "commander", "dora", false],
    ["triage takes an empty role", empty, "bob", "scribe", undefined, true],
    ["triage gives no empty role to another", empty, "bob", "scribe", "carol", false],
    ["triage takes over a held role", held("scribe"), "bob", "scribe", undefined, true],
    ["write gives an empty role to another", empty, "alice", "scribe", "carol", true],
    ["write gives a held role to another", held("scribe"), "alice", "scribe", "dora", true],
    ["the holder gives the role on", held("scribe"), "carol", "scribe", "dora", true],
    ["the holder of another role does not", held("comms"), "carol", "scribe", "dora", false],
    ["read takes nothing", empty, "olga", "commander", undefined, false],
    ["somebody unknown takes nothing", empty, "mallory", "scribe", undefined, false],
  ])("%s: %#", (_what, given, by, role, login, allowed) => {
    const told = given().when({ by, command: assign(role, login) });
    expect(told.incident.roles[role]).toBe(allowed ? (login ?? by) : given().incident.roles[role]);
    expect(refusalOf(told)?.code).toBe(allowed ? undefined : "not-allowed");
  });

  it("names the role whose holder may, when it is refused", () => {
    const told = givenIncident().when({ by: "bob", command: assign("scribe", "carol") });
    expect(refusalOf(told)).toEqual({
      code: "not-allowed",
      needs: ["write", "holder"],
      role: "scribe",
    });
  });
});

describe("a role", () => {
  it.each([
    ["lead", "commander"],
    ["ic", "commander"],
    ["Commander", "commander"],
    ["comms", "communications lead"],
    ["communications-lead", "communications lead"],
    ["tech", "technical lead"],
    ["scribe", "scribe"],
  ])("is known as %s", (word, role) => {
    const told = givenIncident().when({ by: "alice", command: assign(word) });
    expect(told.incident.roles).toEqual({ [role]: "alice" });
  });

  it("that nobody knows is refused with the list", () => {
    for (const command of [assign("boss"), handOff("boss", "carol")]) {
      expect(refusalOf(givenIncident().when({ by: "alice", command }))).toEqual({
        code: "unknown-role",
        came: "boss",
        roles: ["commander", "communications lead", "technical lead", "scribe"],
      });
    }
  });

  it.each(["customer liaison", "constructor", "to-string"])("may be your own: %s", (name) => {
    const config = { ...defaultConfig, roles: [...defaultConfig.roles, { name, duties: [] }] };
    const held = givenIncident(config).when({ by: "bob", command: assign(name) });
    expect(held.incident.roles).toEqual({ [name]: "bob" });
    const refused = givenIncident(config).when({ by: "bob", command: assign(name, "carol") });
    expect(refusalOf(refused)).toMatchObject({ code: "not-allowed", role: name });
  });

  it("that is held already by that person changes nothing, whatever the case of the login", () => {
    const told = ledBy("bob").when({ by: "bob", command: assign("commander", "BOB") });
    expect(kindsOf(told)).toEqual(["NothingChanged"]);
  });

  it("says from whom it was taken", () => {
    const told = ledBy("bob").when({ by: "carol", command: assign("commander") });
    expect(told.events).toMatchObject([{ kind: "RoleAssigned", login: "carol", from: "bob" }]);
  });

  it("other than command acknowledges nothing", () => {
    const told = givenIncident().when({ by: "bob", command: assign("scribe") });
    expect(told.incident.status).toBe("triage");
  });
});

describe("a handoff", () => {
  it("is the holder's to give, and tells the note to the new one", () => {
    const told = ledBy("bob").when({
      by: "bob",
      command: handOff("commander", "carol", "db down"),
    });
    expect(told.incident.roles).toEqual({ commander: "carol" });
    expect(told.events).toMatchObject([{ from: "bob", handoff: { note: "db down" } }]);
    expect(told.incident.timeline.at(-1)?.text).toBe("commander handed over to carol: db down");
  });

  it("may be taken back by the old holder", () => {
    const told = ledBy("bob")
      .when({ by: "bob", command: handOff("commander", "carol") })
      .when({ by: "bob", command: assign("commander") });
    expect(told.incident.roles).toEqual({ commander: "bob" });
  });

  it("is refused to everybody else, however much they may", () => {
    const told = ledBy("bob").when({ by: "max", command: handOff("commander", "carol") });
    expect(refusalOf(told)).toEqual({ code: "not-holding", role: "commander", holder: "bob" });
  });

  it("of an empty role is refused", () => {
    const told = givenIncident().when({ by: "alice", command: handOff("scribe", "carol") });
    expect(refusalOf(told)).toEqual({ code: "role-is-empty", role: "scribe" });
  });

  it("to oneself changes nothing", () => {
    const told = ledBy("bob").when({ by: "bob", command: handOff("commander", "bob") });
    expect(kindsOf(told)).toEqual(["NothingChanged"]);
  });
});

describe("assigning by hand", () => {
  const gesture = "assignee:carol:true";

  it("makes a commander when there is none, which acknowledges", () => {
    const told = givenIncident().when({ by: "bob", command: join("carol"), gesture });
    expect(told.incident).toMatchObject({ roles: { commander: "carol" }, status: "investigating" });
    expect(told.incident.responders).toEqual([]);
  });

  it("makes a responder when there is a commander", () => {
    const told = ledBy("alice").when({ by: "bob", command: join("carol"), gesture });
    expect(told.incident).toMatchObject({ roles: { commander: "alice" }, responders: ["carol"] });
  });

  it("works after the end too, and does not open the incident again", () => {
    const told = givenIncident()
      .when({ by: "alice", command: { kind: "DismissIncident", reason: "external" } })
      .when({ by: "bob", command: join("carol"), gesture });
    expect(told.incident).toMatchObject({ status: "dismissed", roles: { commander: "carol" } });
  });

  it("whoever is commander already adds no responder", () => {
    const told = ledBy("bob").when({ by: "alice", command: join("bob"), gesture });
    expect(told.incident.responders).toEqual([]);
  });

  it("is refused without triage, and carries what was touched", () => {
    const told = givenIncident().when({ by: "olga", command: join("carol"), gesture });
    expect(told.events).toMatchObject([{ kind: "CommandRefused", gesture }]);
  });
});

describe("unassigning by hand", () => {
  const gesture = "assignee:bob:false";

  it("empties the role of the commander", () => {
    const told = ledBy("bob").when({ by: "bob", command: vacate("bob"), gesture });
    expect(told.incident.roles).toEqual({});
    const next = told.when({ by: "olga", command: vacate("bob"), gesture });
    expect(next.events).toMatchObject([{ kind: "CommandRefused", gesture }]);
  });

  it("takes a commander who was a responder before off both", () => {
    const told = ledBy("alice")
      .when({ by: "bob", command: join("bob") })
      .when({ by: "bob", command: assign("commander") })
      .when({ by: "bob", command: vacate("bob"), gesture });
    expect(told.incident).toMatchObject({ roles: {}, responders: [] });
  });

  it("of another takes write or the command itself", () => {
    const led = ledBy("bob");
    const refused = led.when({ by: "carol", command: vacate("bob"), gesture });
    expect(refused.events).toMatchObject([{ kind: "CommandRefused", gesture }]);
    expect(refused.incident.roles).toEqual({ commander: "bob" });
    expect(led.when({ by: "alice", command: vacate("bob"), gesture }).incident.roles).toEqual({});
  });

  it("of a responder ends the response of that one", () => {
    const told = ledBy("alice")
      .when({ by: "bob", command: join("bob") })
      .when({ by: "carol", command: leave("bob"), gesture });
    expect(told.incident).toMatchObject({ roles: { commander: "alice" }, responders: [] });
  });

  it("of somebody who no longer holds the role says nothing", () => {
    const told = ledBy("bob")
      .when({ by: "carol", command: assign("commander") })
      .when({ by: "bob", command: vacate("bob"), gesture });
    expect(told.events).toEqual([]);
    expect(told.incident.roles).toEqual({ commander: "carol" });
  });
});

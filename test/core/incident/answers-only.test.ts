import { describe, expect, it } from "vitest";
import type { Command } from "../../../src/core/incident/commands.ts";
import { givenIncident, kindsOf, refusalOf } from "./given.ts";

const unchanged = givenIncident().incident;

describe("a question", () => {
  it.each(["status", "list", "check"] as const)("about %s is answered for triage only", (topic) => {
    const command = { kind: "Ask", topic } as const;
    expect(kindsOf(givenIncident().when({ by: "bob", command }))).toEqual(["QuestionAsked"]);
    expect(refusalOf(givenIncident().when({ by: "olga", command }))).toMatchObject({
      needs: ["triage"],
    });
  });

  it("for help is answered for everybody, and keeps what it is about", () => {
    const command = { kind: "Ask", topic: "help", about: "sev" } as const;
    for (const by of ["olga", "mallory"]) {
      expect(givenIncident().when({ by, command }).events).toMatchObject([
        { kind: "QuestionAsked", topic: "help", about: "sev" },
      ]);
    }
  });

  it("changes nothing", () => {
    const told = givenIncident().when({ by: "bob", command: { kind: "Ask", topic: "status" } });
    expect(told.incident).toEqual(unchanged);
  });
});

describe("what is only answered", () => {
  it.each<[string, Command, object]>([
    [
      "a command that could not be read says what came and what was expected",
      { kind: "Misread", came: "/sev", expected: "a severity", example: "/sev 1" },
      { code: "misread", came: "/sev", expected: "a severity", example: "/sev 1" },
    ],
    [
      "taking the incident label off asks for /cancel",
      { kind: "RemoveIncidentLabel" },
      { code: "cancel-instead" },
    ],
    [
      "touching a label of ours names the verb to use",
      { kind: "TouchOwnLabel", instead: "resolve" },
      { code: "verb-instead", verb: "resolve" },
    ],
    [
      "a comment somebody else edited is not obeyed, and names the editor",
      { kind: "DistrustEdit", editor: "mallory" },
      { code: "edited-by-somebody-else", editor: "mallory" },
    ],
    [
      "a comment edited by we know not whom is not obeyed",
      { kind: "DistrustEdit" },
      { code: "edited-by-somebody-else" },
    ],
  ])("%s", (_what, command, refusal) => {
    for (const by of ["max", "bob", "mallory"]) {
      const told = givenIncident().when({ by, command });
      expect(refusalOf(told)).toEqual(refusal);
      expect(told.incident).toEqual(unchanged);
    }
  });

  it.each<[string, Command, string]>([
    ["the incident label", { kind: "RemoveIncidentLabel" }, "label:incident:false"],
    ["a severity label", { kind: "TouchOwnLabel", instead: "sev" }, "label:severity: SEV1:false"],
  ])("a gesture at %s is put back by its key", (_what, command, gesture) => {
    expect(givenIncident().when({ by: "alice", command, gesture }).events).toMatchObject([
      { kind: "CommandRefused", gesture },
    ]);
  });

  it("a command by word carries no gesture to put back", () => {
    const told = givenIncident().when({
      by: "olga",
      command: { kind: "ChangeSeverity", severity: "1" },
    });
    expect(told.events[0]).not.toHaveProperty("gesture");
  });
});

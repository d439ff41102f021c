import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import { givenIncident, kindsOf, refusalOf } from "./given.ts";

const add = (text: string, owner?: string) =>
  ({ kind: "AddActionItem", text, ...(owner && { owner }) }) as const;
const done = (number: number, link?: string) =>
  ({ kind: "CompleteActionItem", number, ...(link && { link }) }) as const;
const drop = (number: number) =>
  ({ kind: "DropActionItem", number, reason: "not worth it" }) as const;
const twoItems = () =>
  givenIncident()
    .when({ by: "bob", command: add("alert on the queue", "olga") })
    .when({ by: "bob", command: add("write a runbook") });

describe("action items", () => {
  it("are numbered from one and keep their numbers", () => {
    const told = twoItems()
      .when({ by: "alice", command: drop(2) })
      .when({ by: "bob", command: add("add a test") });
    expect(told.incident.actionItems.map(({ number, state }) => [number, state])).toEqual([
      [1, "open"],
      [2, "dropped"],
      [3, "open"],
    ]);
  });

  it("keep owner, due date and type", () => {
    const what = { owner: "carol", due: "2026-08-15", type: "prevent" } as const;
    const told = givenIncident().when({ by: "bob", command: { ...add("x"), ...what } });
    expect(told.incident.actionItems).toMatchObject([{ text: "x", state: "open", ...what }]);
  });

  it("have one of the types that config leaves", () => {
    const config = { ...defaultConfig, action: { types: ["prevent", "detect"] as const } };
    const story = givenIncident(config);
    const refused = story.when({ by: "bob", command: { ...add("x"), type: "process" } });
    const told = refused.when({ by: "bob", command: { ...add("y"), type: "detect" } });
    expect(refusalOf(refused)).toMatchObject({
      code: "misread",
      came: "type=process",
      expected: "one of prevent, detect",
    });
    expect(told.incident.actionItems).toMatchObject([{ text: "y", type: "detect" }]);
  });

  it.each([
    ["its owner, without any permission", "olga", true],
    ["somebody who may write", "alice", true],
    ["somebody with triage who does not own it", "bob", false],
    ["an outsider", "mallory", false],
  ])("are ended by %s", (_who, by, allowed) => {
    for (const command of [done(1), drop(1)]) {
      const told = twoItems().when({ by, command });
      expect(told.incident.actionItems[0]?.state === "open").toBe(!allowed);
      expect(refusalOf(told)?.code).toBe(allowed ? undefined : "not-allowed");
    }
  });

  it("without an owner are ended by write only", () => {
    expect(refusalOf(twoItems().when({ by: "bob", command: done(2) }))).toEqual({
      code: "not-allowed",
      needs: ["self", "write"],
    });
  });

  it("that are done keep the proof, and dropped ones the reason", () => {
    const told = twoItems()
      .when({ by: "alice", command: done(1, "https://example.com/pull/9") })
      .when({ by: "alice", command: drop(2) });
    expect(told.incident.actionItems).toMatchObject([
      { state: "done", note: "https://example.com/pull/9" },
      { state: "dropped", note: "not worth it" },
    ]);
  });

  it("may be dropped after all, and done after all", () => {
    const dropped = twoItems()
      .when({ by: "alice", command: done(1, "#9") })
      .when({ by: "alice", command: drop(1) });
    expect(dropped.incident.actionItems[0]).toMatchObject({
      state: "dropped",
      note: "not worth it",
    });
    const finished = dropped.when({ by: "alice", command: done(1) });
    expect(finished.incident.actionItems[0]).toMatchObject({ state: "done" });
    expect(finished.incident.actionItems[0]).not.toHaveProperty("note");
  });

  it("ended twice in the same way change nothing", () => {
    for (const command of [done(1), drop(1)]) {
      const told = twoItems().when({ by: "alice", command }).when({ by: "alice", command });
      expect(kindsOf(told)).toEqual(["NothingChanged"]);
    }
  });

  it("that do not exist are refused with the numbers there are", () => {
    for (const number of [0, 3, 7]) {
      expect(refusalOf(twoItems().when({ by: "alice", command: done(number) }))).toEqual({
        code: "no-such-item",
        came: number,
        numbers: [1, 2],
      });
    }
  });

  it("are added by triage only", () => {
    expect(refusalOf(givenIncident().when({ by: "olga", command: add("x") }))).toMatchObject({
      needs: ["triage"],
    });
  });
});

import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import { decide } from "../../../src/core/incident/decide/decide.ts";
import type { ActionItem } from "../../../src/core/incident/incident.ts";
import { asked, givenIncident, kindsOf, refusalOf } from "./given.ts";

const add = (text: string, owner?: string) =>
  ({ kind: "AddActionItem", text, ...(owner && { owner }) }) as const;
const done = (number: number, link?: string) =>
  ({ kind: "CompleteActionItem", number, ...(link && { link }) }) as const;
const drop = (number: number) =>
  ({ kind: "DropActionItem", number, reason: "not worth it" }) as const;
const edit = (number: number, what: Partial<ActionItem>) =>
  ({ kind: "EditActionItem", number, text: "alert on the queue", ...what }) as const;
const reopen = (number: number) => ({ kind: "ReopenActionItem", number }) as const;
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

  it("that were done before anybody wrote them down are done at once", () => {
    const told = givenIncident().when({ by: "bob", command: { ...add("x"), done: true } });
    expect(kindsOf(told)).toEqual(["ActionItemAdded", "ActionItemCompleted"]);
    expect(told.incident.actionItems).toMatchObject([{ number: 1, text: "x", state: "done" }]);
    expect(told.incident.actionItems[0]).not.toHaveProperty("done");
  });

  it("have one of the types that config leaves", () => {
    const types = ["prevent", "detect"] as const;
    const config = { ...defaultConfig, action: { ...defaultConfig.action, types } };
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

  it("ticked twice say nothing", () => {
    const told = twoItems().when({ by: "alice", command: done(1) });
    const ticked = told.when({ by: "alice", command: done(1), gesture: "item:1:true" });
    expect(ticked.events).toEqual([]);
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

describe("the line of an action item", () => {
  it("is rewritten as a whole: what it no longer names is gone", () => {
    const full = { owner: "carol", due: "2026-08-15", type: "detect", verified: "x" } as const;
    const told = twoItems().when({ by: "alice", command: edit(1, full) });
    expect(told.incident.actionItems[0]).toMatchObject({ number: 1, state: "open", ...full });
    expect(told.incident.timeline.at(-1)?.text).toBe(
      "action item 1 is now: alert on the queue " +
        "(owner carol, due 2026-08-15, detect, verified when x)",
    );
    const bare = told.when({ by: "alice", command: edit(1, { text: "alert" }) });
    expect(bare.incident.actionItems[0]).toEqual({
      number: 1,
      stamp: told.incident.actionItems[0]?.stamp,
      text: "alert",
      state: "open",
    });
  });

  it("keeps how the item stands, whichever is read first", () => {
    const told = twoItems()
      .when({ by: "alice", command: done(1, "#9"), minute: 20 })
      .when({ by: "alice", command: edit(1, { text: "alert" }), minute: 10 });
    expect(told.incident.actionItems[0]).toMatchObject({
      state: "done",
      note: "#9",
      text: "alert",
    });
  });

  it("that reads as before says nothing", () => {
    const told = twoItems().when({ by: "alice", command: edit(1, { owner: "olga" }) });
    expect(told.events).toEqual([]);
  });

  it("is its owner's, or of somebody who may write", () => {
    const command = edit(1, { text: "alert" });
    expect(kindsOf(twoItems().when({ by: "olga", command }))).toEqual(["ActionItemEdited"]);
    expect(refusalOf(twoItems().when({ by: "bob", command }))?.code).toBe("not-allowed");
  });

  it("takes a type that config leaves; one it had before may stay", () => {
    const types = ["prevent", "detect"] as const;
    const config = { ...defaultConfig, action: { ...defaultConfig.action, types } };
    const was = { ...add("alert on the queue"), type: "process" } as const;
    const before = givenIncident().when({ by: "bob", command: was }).incident;
    const story = (type: ActionItem["type"]) =>
      decide(asked({ by: "alice", command: edit(1, { owner: "x", ...(type && { type }) }) }, 9), {
        incident: before,
        config,
      });
    expect(story("process")).toMatchObject([{ kind: "ActionItemEdited" }]);
    expect(story("mitigate")).toMatchObject([
      { kind: "CommandRefused", refusal: { code: "misread", came: "type=mitigate" } },
      { kind: "ActionItemEdited", owner: "x", type: "process" },
    ]);
  });
});

describe("an action item that has ended", () => {
  it("may be opened again, and loses its proof", () => {
    const told = twoItems()
      .when({ by: "alice", command: done(1, "#9") })
      .when({ by: "olga", command: reopen(1) });
    expect(kindsOf(told)).toEqual(["ActionItemReopened"]);
    expect(told.incident.actionItems[0]).toMatchObject({ state: "open" });
    expect(told.incident.actionItems[0]).not.toHaveProperty("note");
    expect(told.when({ by: "olga", command: reopen(1) }).events).toEqual([]);
  });
});

describe("a line that begins with TODO", () => {
  const todo = { ...add("write a runbook"), todo: true } as const;
  const withScribe = () =>
    givenIncident().when({
      by: "alice",
      command: { kind: "AssignRole", role: "scribe", login: "olga" },
    });

  it("is an action item where the scribe wrote it", () => {
    const told = withScribe().when({ by: "Olga", command: todo });
    expect(told.incident.actionItems).toMatchObject([{ number: 1, text: "write a runbook" }]);
    expect(told.incident.actionItems[0]).not.toHaveProperty("todo");
  });

  it("says nothing at all where anybody else did", () => {
    for (const by of ["alice", "mallory", "max"]) {
      expect(withScribe().when({ by, command: todo }).events).toEqual([]);
      expect(givenIncident().when({ by, command: todo }).events).toEqual([]);
    }
  });
});

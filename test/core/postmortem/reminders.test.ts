import { describe, expect, it, test } from "vitest";
import { builtInLadders } from "../../../src/core/config/built-in-ladders.ts";
import type { Incident } from "../../../src/core/incident/incident.ts";
import { remindersDue } from "../../../src/core/postmortem/reminders.ts";
import {
  configOf,
  itemDue,
  resolved,
  slots,
  withItem,
  withPostmortem,
} from "./reminder-stories.ts";

const dueAt = "2026-08-05T10:00:00Z";
const tell = ["acme/on-call", "max"];
const [worst, second, third, last] = builtInLadders["sev1-sev4"].levels;
if (!worst || !second || !third || !last) throw new Error("four levels expected");
const ladder = { name: "own", levels: [worst, second, { ...third, tell }, last] };
const config = configOf({ ladder });

const at = (now: string, incident: Incident) => remindersDue(incident, { config, now });

describe("the owner of a postmortem hears of it first, and more people the later it is", () => {
  it.each([
    ["2026-08-04T09:59:59Z", undefined, [], "2026-08-04T10:00:00Z"],
    ["2026-08-04T10:00:00Z", `soon@${dueAt}`, ["ada"], dueAt],
    ["2026-08-05T09:59:59Z", `soon@${dueAt}`, ["ada"], dueAt],
    [dueAt, `due@${dueAt}`, ["ada"], "2026-08-06T10:00:00Z"],
    ["2026-08-06T10:00:00Z", `overdue1@${dueAt}`, ["ada", "carol"], "2026-08-13T10:00:00Z"],
    [
      "2026-08-13T10:00:00Z",
      `overdue2@${dueAt}`,
      ["ada", "carol", "acme/on-call", "max"],
      "2026-08-20T10:00:00Z",
    ],
    [
      "2027-08-06T12:00:00Z",
      `overdue53@${dueAt}`,
      ["ada", "carol", "acme/on-call", "max"],
      "2027-08-12T10:00:00Z",
    ],
  ])("at %s: %s", (now, slot, to, nextAt) => {
    const told = at(now, withPostmortem(dueAt, { owner: "ada" }));
    expect(told.due.map((reminder) => [reminder.slot, reminder.to])).toEqual(
      slot === undefined ? [] : [[slot, to]],
    );
    expect(told.nextAt).toBe(nextAt);
  });

  it("and each reminder says what it is about and when its step began", () => {
    expect(at("2026-08-07T03:04:05Z", withPostmortem(dueAt)).due).toEqual([
      {
        subject: "postmortem",
        slot: `overdue1@${dueAt}`,
        step: "overdue",
        at: "2026-08-06T10:00:00Z",
        due: dueAt,
        to: ["carol"],
      },
    ]);
  });

  it("nobody twice, in whatever case", () => {
    const incident = withPostmortem(dueAt, { owner: "Carol" });
    expect(at("2026-08-07T00:00:00Z", incident).due[0]?.to).toEqual(["Carol"]);
    const told = { ...withPostmortem(dueAt, { owner: "MAX" }), roles: {} };
    expect(at("2026-09-01T00:00:00Z", told).due[0]?.to).toEqual(["MAX", "acme/on-call"]);
  });
});

describe("an action item", () => {
  it.each([
    ["2026-08-14T17:00:00Z", "soon@2026-08-15", ["carol"]],
    ["2026-08-15T17:00:00Z", "due@2026-08-15", ["carol"]],
    ["2026-08-16T17:00:00Z", "overdue1@2026-08-15", ["carol"]],
    ["2026-08-23T17:00:00Z", "overdue2@2026-08-15", ["carol", ...tell]],
  ])("that nobody owns is the commander's: %s", (now, slot, to) => {
    const incident = { ...resolved, actionItems: [itemDue("2026-08-15")] };
    expect(at(now, incident).due).toMatchObject([{ subject: "item:1", slot, to }]);
  });

  it.each([
    ["Europe/Berlin", "2026-08-15", "2026-08-15T15:00:00Z"],
    ["Europe/Berlin", "2026-11-15", "2026-11-15T16:00:00Z"],
    ["Pacific/Auckland", "2026-08-15", "2026-08-15T05:00:00Z"],
    ["America/Los_Angeles", "2026-08-15", "2026-08-16T00:00:00Z"],
  ])("is due at 17:00 in %s on %s", (timezone, due, instant) => {
    const told = remindersDue(withItem(due), {
      config: configOf({ timezone }),
      now: instant,
    });
    expect(told.due).toMatchObject([{ slot: `due@${due}`, at: instant, due }]);
  });

  it("is left alone until the incident is over", () => {
    const incident = withItem("2026-08-15");
    const now = "2026-08-20T00:00:00Z";
    expect(at(now, { ...incident, status: "monitoring" })).toEqual({ due: [] });
    expect(at(now, { ...incident, status: "resolved" }).due).toHaveLength(1);
    expect(at(now, { ...incident, status: "closed" }).due).toHaveLength(1);
  });

  it.each([
    ["done", itemDue("2026-08-15", { state: "done" })],
    ["dropped", itemDue("2026-08-15", { state: "dropped" })],
    ["without a date", { number: 1, stamp: "", text: "Alert", state: "open" } as const],
    ["due on no date", itemDue("next week")],
    ["due on a day that no calendar has", itemDue("2026-02-30")],
  ])("that is %s is never brought up", (_name, item) => {
    const incident = { ...resolved, actionItems: [item] };
    expect(at("2030-01-01T00:00:00Z", incident)).toEqual({ due: [] });
  });
});

test("a postmortem that was opened during the incident is due whatever the status", () => {
  const incident = { ...withPostmortem(dueAt), status: "monitoring" } as const;
  expect(at(dueAt, incident).due).toMatchObject([{ slot: `due@${dueAt}` }]);
});

describe("nobody is reminded", () => {
  it("of a drill or of what was no incident", () => {
    const incident = { ...withPostmortem(dueAt), actionItems: [itemDue("2026-08-15")] };
    const now = "2030-01-01T00:00:00Z";
    expect(at(now, incident).due).toHaveLength(2);
    expect(at(now, { ...incident, drill: true })).toEqual({ due: [] });
    expect(at(now, { ...incident, status: "dismissed" })).toEqual({ due: [] });
  });

  it.each(["opening", "done", "waived", "not-opened"] as const)(
    "of a postmortem that is %s",
    (state) => {
      expect(at("2030-01-01T00:00:00Z", withPostmortem(dueAt, { state }))).toEqual({ due: [] });
    },
  );

  it("of a postmortem without a due date, or of nothing at all", () => {
    const { dueAt: _dueAt, ...undated } = withPostmortem(dueAt).postmortem;
    const incident = { ...resolved, postmortem: undated };
    expect(at("2030-01-01T00:00:00Z", incident)).toEqual({ due: [] });
    expect(at("2030-01-01T00:00:00Z", resolved)).toEqual({ due: [] });
  });
});

describe("each step is said at most once", () => {
  const incident = withPostmortem(dueAt);

  it.each([
    [`soon@${dueAt}`, "2026-08-05T09:00:00Z", [], dueAt],
    [`soon@${dueAt}`, "2026-08-05T11:00:00Z", [`due@${dueAt}`], "2026-08-06T10:00:00Z"],
    [`soon@${dueAt}`, "2026-08-30T00:00:00Z", [`overdue4@${dueAt}`], "2026-09-03T10:00:00Z"],
    [`overdue1@${dueAt}`, "2026-08-06T11:00:00Z", [], "2026-08-13T10:00:00Z"],
    [`overdue2@${dueAt}`, "2026-08-06T11:00:00Z", [], "2026-08-20T10:00:00Z"],
    ["overdue9@2026-08-04T10:00:00Z", "2026-08-05T11:00:00Z", [`due@${dueAt}`], undefined],
    ["nonsense", "2026-08-05T11:00:00Z", [`due@${dueAt}`], undefined],
  ])("after %s, at %s: %j", (said, now, due, nextAt) => {
    const told = at(now, { ...incident, reminded: { postmortem: said } });
    expect(told.due.map(({ slot }) => slot)).toEqual(due);
    if (nextAt !== undefined) expect(told.nextAt).toBe(nextAt);
  });

  it("and a due date that moves away takes its steps along", () => {
    const late = { ...incident, reminded: { postmortem: `overdue2@${dueAt}` } };
    const moved = { ...late, postmortem: withPostmortem("2026-09-01T10:00:00Z").postmortem };
    expect(at("2026-08-15T00:00:00Z", moved)).toEqual({ due: [], nextAt: "2026-08-31T10:00:00Z" });
    expect(slots(at("2026-08-31T10:00:00Z", moved).due)).toEqual([
      "postmortem soon@2026-09-01T10:00:00Z",
    ]);
  });

  it("whatever is said of other things: each has steps of its own", () => {
    const items = [3, 12].map((number) => itemDue("2026-08-15", { number }));
    const several = { ...incident, actionItems: items, reminded: { "item:3": "due@2026-08-15" } };
    const told = at("2026-08-15T18:00:00Z", several);
    expect(slots(told.due)).toEqual([`postmortem overdue2@${dueAt}`, "item:12 due@2026-08-15"]);
    expect(told.nextAt).toBe("2026-08-16T17:00:00Z");
  });
});

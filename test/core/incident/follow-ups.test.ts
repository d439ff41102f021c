import { describe, expect, it } from "vitest";
import { mostReminders } from "../../../src/core/incident/decide/give-reminders.ts";
import type { TrackedIssue } from "../../../src/core/incident/postmortem.ts";
import type { Reminder } from "../../../src/core/incident/reminder.ts";
import { type Fact, givenIncident, kindsOf } from "./given.ts";

const tracked: TrackedIssue = {
  repository: "acme/web",
  repositoryId: 7,
  number: 77,
  id: 9077,
  url: "https://github.com/acme/web/issues/77",
  state: "open",
};
const untracked = () =>
  givenIncident().when({ by: "bob", command: { kind: "AddActionItem", text: "alert" } });
const story = () => untracked().and({ kind: "ActionItemTracked", number: 1, tracked } as Fact);
const follow = (state: TrackedIssue["state"], dropped?: boolean) =>
  ({
    by: "octocat",
    command: { kind: "FollowTrackedIssue", number: 1, state, ...(dropped && { dropped }) },
  }) as const;
const itemOf = (told: ReturnType<typeof story>) => told.incident.actionItems[0];

describe("the issue of an action item", () => {
  it("is kept with it", () => {
    expect(itemOf(story())).toMatchObject({ state: "open", tracked });
  });

  it("ends the item when it is closed, and is its proof", () => {
    const told = story().when(follow("closed"));
    expect(kindsOf(told)).toEqual(["TrackedIssueFollowed", "ActionItemCompleted"]);
    expect(itemOf(told)).toMatchObject({
      state: "done",
      note: "acme/web#77",
      tracked: { state: "closed" },
    });
  });

  it("drops the item when it is closed as not planned", () => {
    const told = story().when(follow("closed", true));
    expect(kindsOf(told)).toEqual(["TrackedIssueFollowed", "ActionItemDropped"]);
    expect(itemOf(told)).toMatchObject({
      state: "dropped",
      note: "its issue was closed as not planned",
    });
  });

  it.each([false, true])("opens the item again when it is opened again", (dropped) => {
    const told = story().when(follow("closed", dropped)).when(follow("open"));
    expect(kindsOf(told)).toEqual(["TrackedIssueFollowed", "ActionItemReopened"]);
    expect(itemOf(told)).toMatchObject({ state: "open", tracked: { state: "open" } });
  });

  it("only becomes known as closed where the item has ended before", () => {
    const told = story()
      .when({ by: "alice", command: { kind: "CompleteActionItem", number: 1, link: "#9" } })
      .when(follow("closed"));
    expect(kindsOf(told)).toEqual(["TrackedIssueFollowed"]);
    expect(itemOf(told)).toMatchObject({ note: "#9", tracked: { state: "closed" } });
  });

  it("says nothing that is known, nor of an item that has none", () => {
    expect(story().when(follow("open")).events).toEqual([]);
    expect(untracked().when(follow("closed")).events).toEqual([]);
    expect(givenIncident().when(follow("closed")).events).toEqual([]);
  });

  it("stays with an item whose line is rewritten", () => {
    const told = story().when({
      by: "alice",
      command: { kind: "EditActionItem", number: 1, text: "alert earlier" },
    });
    expect(itemOf(told)).toMatchObject({ text: "alert earlier", tracked });
  });
});

const remind = (subject: Reminder["subject"], slot: string): Reminder => ({
  subject,
  slot,
  step: "due",
  at: "2026-08-03T12:00:00Z",
  due: "2026-08-03T12:00:00Z",
  to: ["alice"],
});
const give = (...reminders: Reminder[]) =>
  ({ by: "allclear", command: { kind: "GiveReminders", reminders } }) as const;

describe("a reminder", () => {
  it("is given once per thing and slot", () => {
    const first = untracked().when(give(remind("postmortem", "due@1"), remind("item:1", "soon@2")));
    expect(kindsOf(first)).toEqual(["ReminderGiven", "ReminderGiven"]);
    expect(first.incident.reminded).toEqual({ postmortem: "due@1", "item:1": "soon@2" });
    const again = first.when(give(remind("postmortem", "due@1"), remind("item:1", "due@2")));
    expect(again.events).toMatchObject([{ reminder: { subject: "item:1", slot: "due@2" } }]);
    expect(again.incident.reminded).toEqual({ postmortem: "due@1", "item:1": "due@2" });
  });

  it("named twice at once is given once", () => {
    const told = untracked().when(give(remind("item:1", "due@2"), remind("item:1", "due@2")));
    expect(told.events).toHaveLength(1);
  });

  it("leaves nothing in the timeline", () => {
    const told = untracked().when(give(remind("item:1", "due@2")));
    expect(told.incident.timeline).toEqual(untracked().incident.timeline);
  });

  it("waits for the next look where there are too many for one comment", () => {
    const all = Array.from({ length: mostReminders + 5 }, (_, index) =>
      remind(`item:${index}`, "due@2"),
    );
    const told = untracked().when(give(...all));
    expect(told.events).toHaveLength(mostReminders);
    expect(told.when(give(...all)).events).toHaveLength(5);
  });
});

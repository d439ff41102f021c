import { describe, expect, it } from "vitest";
import { type Config, defaultConfig } from "../../../src/core/config/config.ts";
import type { Command } from "../../../src/core/incident/commands.ts";
import { decide } from "../../../src/core/incident/decide/decide.ts";
import { asked, type Fact, givenIncident, kindsOf, refusalOf, type Story } from "./given.ts";

const resolve: Command = { kind: "ResolveIncident", summary: "rolled back" };
const create: Command = { kind: "OpenPostmortem" };
const reason = "the same outage as in #12";
const waive: Command = { kind: "WaivePostmortem", reason };
const ready: Command = {
  kind: "CompletePostmortem",
  found: { digest: "a", findings: 0, worst: [] },
};
const flawed: Command = {
  kind: "CompletePostmortem",
  found: { digest: "b", findings: 3, worst: ["Impact is empty"] },
};
const due: Command = { kind: "SchedulePostmortem", dueAt: "2026-08-10T15:00:00Z" };
const own: Command = { kind: "OwnPostmortem", login: "carol" };
const issue = { number: 12, id: 9012, url: "https://github.com/acme/web/issues/12" };
const opened: Fact = { kind: "PostmortemOpened", issue };
const byClosing = "postmortem:closed";

const atSeverity = (severity: string, config: Config = defaultConfig) =>
  givenIncident(config).when({ by: "alice", command: { kind: "ChangeSeverity", severity } });
const resolved = () => atSeverity("SEV2").when({ by: "alice", command: resolve });
const open = () => resolved().and(opened);
const postmortemOf = (told: Story) => told.incident.postmortem;

describe("resolving an incident", () => {
  it("asks for its postmortem, due in 48 hours and owned by the commander", () => {
    const told = atSeverity("SEV2")
      .when({ by: "bob", command: { kind: "AssignRole", role: "commander" } })
      .when({ by: "alice", command: resolve, minute: 30 });
    expect(kindsOf(told)).toEqual(["IncidentResolved", "PostmortemRequested"]);
    expect(postmortemOf(told)).toMatchObject({
      state: "opening",
      by: "alice",
      dueAt: "2026-08-03T12:30:00Z",
      owner: "bob",
    });
    expect(told.events[0]?.stamp).toBe(told.events[1]?.stamp);
  });

  it("names no owner where nobody has command", () => {
    expect(postmortemOf(resolved())).not.toHaveProperty("owner");
  });

  it("by hand asks for it too, whatever the severity would have been", () => {
    const told = givenIncident().when({ by: "alice", command: resolve, gesture: "state:closed" });
    expect(kindsOf(told)).toEqual(["IncidentResolved", "PostmortemRequested"]);
  });

  const without = (postmortem: Partial<Config["postmortem"]>): Config => ({
    ...defaultConfig,
    postmortem: { ...defaultConfig.postmortem, ...postmortem },
  });

  it.each([
    ["below the levels that config names", atSeverity("SEV4")],
    ["where config leaves it to people", atSeverity("SEV1", without({ onResolve: false }))],
    ["where config names other levels", atSeverity("SEV2", without({ levels: ["SEV1"] }))],
    ["where it was waived before", atSeverity("SEV2").when({ by: "max", command: waive })],
  ])("asks for none %s", (_where, story) => {
    const told = story.when({ by: "alice", command: resolve });
    expect(kindsOf(told)).toEqual(["IncidentResolved"]);
  });

  it("asks for none after a drill", () => {
    const { incident, config } = atSeverity("SEV1");
    const said = asked({ by: "alice", command: resolve }, 5);
    const kinds = [true, false].map((drill) =>
      decide(said, { incident: { ...incident, drill }, config }).map(({ kind }) => kind),
    );
    expect(kinds).toEqual([["IncidentResolved"], ["IncidentResolved", "PostmortemRequested"]]);
  });

  it("again asks for no second one, except where the first could not be opened", () => {
    const again = (story: Story) =>
      story
        .when({ by: "alice", command: { kind: "ReopenIncident", reason: "it is back again" } })
        .when({ by: "alice", command: resolve });
    const refused = resolved().and({ kind: "PostmortemNotOpened", why: "issues are turned off" });
    expect(kindsOf(again(open()))).toEqual(["IncidentResolved"]);
    expect(kindsOf(again(refused))).toEqual(["IncidentResolved", "PostmortemRequested"]);
    expect(postmortemOf(again(refused))).toMatchObject({ state: "opening" });
    expect(postmortemOf(again(refused))).not.toHaveProperty("why");
  });
});

describe("/postmortem create", () => {
  it("opens one whatever the severity", () => {
    const story = atSeverity("SEV4").when({ by: "alice", command: resolve });
    const told = story.when({ by: "alice", command: create, minute: 60 });
    expect(kindsOf(told)).toEqual(["PostmortemRequested"]);
    expect(postmortemOf(told)).toMatchObject({ dueAt: "2026-08-03T13:00:00Z" });
  });

  it("comes after resolving", () => {
    const told = atSeverity("SEV4").when({ by: "alice", command: create });
    expect(refusalOf(told)).toEqual({ code: "not-resolved", status: "triage" });
  });

  it("is refused where the incident was dismissed", () => {
    const told = givenIncident()
      .when({ by: "alice", command: { kind: "DismissIncident", reason: "false-positive" } })
      .when({ by: "alice", command: create });
    expect(refusalOf(told)).toEqual({ code: "not-resolved", status: "dismissed" });
  });

  it.each([
    ["being opened", resolved()],
    ["open", open()],
    ["done", open().when({ by: "alice", command: ready })],
  ])("changes nothing where it is %s", (_state, story) => {
    expect(kindsOf(story.when({ by: "alice", command: create }))).toEqual(["NothingChanged"]);
  });

  it("opens one after all where it was waived, and finds the issue it had", () => {
    const told = open().when({ by: "max", command: waive }).when({ by: "alice", command: create });
    expect(kindsOf(told)).toEqual(["PostmortemRequested"]);
    expect(postmortemOf(told)).toMatchObject({ state: "opening", issue });
    expect(postmortemOf(told)).not.toHaveProperty("why");
    expect(postmortemOf(told.and(opened))).toMatchObject({ state: "open", issue });
  });
});

describe("what GitHub answered", () => {
  it("makes the postmortem open, and its issue known", () => {
    expect(postmortemOf(open())).toMatchObject({ state: "open", issue });
    expect(open().incident.timeline.at(-1)).toMatchObject({ text: "postmortem #12 opened" });
  });

  it("may be that it could not be opened, and why", () => {
    const told = resolved().and({ kind: "PostmortemNotOpened", why: "issues are turned off" });
    expect(postmortemOf(told)).toMatchObject({
      state: "not-opened",
      why: "issues are turned off",
    });
    expect(told.incident.timeline.at(-1)?.text).toBe(
      "the postmortem could not be opened: issues are turned off",
    );
  });

  it("does not undo that it was waived in the meantime", () => {
    const told = resolved().when({ by: "max", command: waive }).and(opened);
    expect(postmortemOf(told)).toMatchObject({ state: "waived", why: reason, issue });
    const late = resolved()
      .when({ by: "max", command: waive })
      .and({ kind: "PostmortemNotOpened", why: "no" });
    expect(postmortemOf(late)).toMatchObject({ state: "waived", why: reason });
  });
});

describe("/postmortem waive", () => {
  it("is a maintainer's word, by name and reason, and closes what is resolved", () => {
    const told = open().when({ by: "max", command: waive });
    expect(kindsOf(told)).toEqual(["PostmortemWaived", "IncidentClosed"]);
    expect(postmortemOf(told)).toMatchObject({ state: "waived", by: "max", why: reason, issue });
    expect(told.incident).toMatchObject({ status: "closed" });
    expect(refusalOf(open().when({ by: "alice", command: waive }))).toMatchObject({
      code: "not-allowed",
      needs: ["maintain"],
    });
  });

  it("stays a maintainer's word whatever config says of postmortems", () => {
    const config = { ...defaultConfig, permissions: new Map([["postmortem", { who: "triage" }]]) };
    const told = givenIncident(config as Config).when({
      by: "bob",
      verb: "postmortem",
      command: waive,
    });
    expect(refusalOf(told)).toMatchObject({ needs: ["maintain"] });
  });

  it("leaves an incident that goes on as it is", () => {
    const told = atSeverity("SEV2").when({ by: "max", command: waive });
    expect(kindsOf(told)).toEqual(["PostmortemWaived"]);
    expect(told.incident.status).toBe("triage");
  });

  it("changes nothing where it is waived or done already", () => {
    const twice = open().when({ by: "max", command: waive });
    const done = open().when({ by: "alice", command: ready });
    for (const story of [twice, done]) {
      expect(kindsOf(story.when({ by: "max", command: waive }))).toEqual(["NothingChanged"]);
    }
  });
});

describe("until when and by whom", () => {
  it("is changed by somebody who may write", () => {
    const told = open().when({ by: "alice", command: due }).when({ by: "alice", command: own });
    expect(postmortemOf(told)).toMatchObject({ dueAt: "2026-08-10T15:00:00Z", owner: "carol" });
    expect(told.incident.timeline.slice(-2).map(({ text }) => text)).toEqual([
      "postmortem due 2026-08-10 15:00 UTC",
      "carol owns the postmortem",
    ]);
  });

  it("is changed while it is still being opened too", () => {
    const told = resolved().when({ by: "alice", command: own }).and(opened);
    expect(postmortemOf(told)).toMatchObject({ state: "open", owner: "carol" });
  });

  it.each([due, own])("may be said twice: $kind", (command) => {
    const told = open().when({ by: "alice", command }).when({ by: "alice", command });
    expect(kindsOf(told)).toEqual(["NothingChanged"]);
  });

  it.each([due, own, ready])("needs a postmortem that is open: $kind", (command) => {
    for (const story of [atSeverity("SEV2"), open().when({ by: "max", command: waive })]) {
      expect(refusalOf(story.when({ by: "alice", command }))).toEqual({ code: "no-postmortem" });
    }
  });

  it.each([due, own, ready, create])("is not for triage: $kind", (command) => {
    expect(refusalOf(open().when({ by: "bob", command }))).toMatchObject({ needs: ["write"] });
  });
});

describe("/postmortem ready", () => {
  it("passes a text that lacks nothing, and closes what is resolved", () => {
    const told = open().when({ by: "alice", command: ready });
    expect(kindsOf(told)).toEqual(["PostmortemCompleted", "IncidentClosed"]);
    expect(postmortemOf(told)).toMatchObject({ state: "done", issue });
    expect(told.incident.status).toBe("closed");
  });

  it("closes no incident that has been reopened", () => {
    const told = open()
      .when({ by: "alice", command: { kind: "ReopenIncident", reason: "it is back again" } })
      .when({ by: "alice", command: ready });
    expect(kindsOf(told)).toEqual(["PostmortemCompleted"]);
  });

  it("is refused with what the text lacks", () => {
    const told = open().when({ by: "alice", command: flawed });
    expect(refusalOf(told)).toEqual({
      code: "postmortem-incomplete",
      findings: 3,
      worst: ["Impact is empty"],
    });
    expect(postmortemOf(told)).toMatchObject({ state: "open" });
  });

  it("is refused where the text could not be read", () => {
    const told = open().when({ by: "alice", command: { kind: "CompletePostmortem" } });
    expect(refusalOf(told)).toEqual({ code: "postmortem-unread" });
  });

  it("twice says that it is done", () => {
    const told = open().when({ by: "alice", command: ready }).when({ by: "alice", command: ready });
    expect(kindsOf(told)).toEqual(["NothingChanged"]);
  });
});

describe("closing its issue", () => {
  it("means the same as the word", () => {
    const told = open().when({ by: "alice", command: ready, gesture: byClosing });
    expect(kindsOf(told)).toEqual(["PostmortemCompleted", "IncidentClosed"]);
  });

  it.each([
    ["the text does not pass", "alice", flawed],
    ["the text could not be read", "alice", { kind: "CompletePostmortem" } as const],
    ["who did it may not", "bob", ready],
  ])("is a gesture to put back where %s", (_why, by, command) => {
    const told = open().when({ by, command, gesture: byClosing });
    expect(told.events).toMatchObject([{ kind: "CommandRefused", gesture: byClosing }]);
    expect(postmortemOf(told)).toMatchObject({ state: "open" });
  });

  it.each([
    ["done", open().when({ by: "alice", command: ready })],
    ["waived", open().when({ by: "max", command: waive })],
    ["not there", atSeverity("SEV2")],
  ])("says nothing where it is %s", (_state, story) => {
    expect(story.when({ by: "alice", command: ready, gesture: byClosing }).events).toEqual([]);
  });
});

describe("opening its issue again", () => {
  const reopen: Command = { kind: "ReopenPostmortem" };

  it("goes on with it, and leaves the incident closed", () => {
    const told = open()
      .when({ by: "alice", command: ready })
      .when({ by: "bob", command: reopen, gesture: "postmortem:open" });
    expect(kindsOf(told)).toEqual(["PostmortemReopened"]);
    expect(postmortemOf(told)).toMatchObject({ state: "open" });
    expect(told.incident.status).toBe("closed");
  });

  it("says nothing of one that is open or waived", () => {
    for (const story of [open(), open().when({ by: "max", command: waive })]) {
      const told = story.when({ by: "bob", command: reopen, gesture: "postmortem:open" });
      expect(told.events).toEqual([]);
    }
  });
});

describe("what the linter says", () => {
  const review = (digest: string, findings: number): Command => ({
    kind: "ReviewPostmortem",
    review: { digest, findings },
  });

  it("is kept, once per reading that differs, and tells nobody", () => {
    const told = open().when({ by: "mallory", command: review("a", 2) });
    expect(kindsOf(told)).toEqual(["PostmortemReviewed"]);
    expect(postmortemOf(told)).toMatchObject({ review: { digest: "a", findings: 2 } });
    expect(told.incident.timeline).toEqual(open().incident.timeline);
    expect(told.when({ by: "mallory", command: review("a", 2) }).events).toEqual([]);
    expect(kindsOf(told.when({ by: "mallory", command: review("b", 0) }))).toHaveLength(1);
  });

  it("means nothing where there is no postmortem", () => {
    expect(givenIncident().when({ by: "x", command: review("a", 2) }).events).toEqual([]);
  });
});

describe("asking where it stands", () => {
  it("is for those who may triage", () => {
    const ask: Command = { kind: "Ask", topic: "postmortem" };
    expect(kindsOf(open().when({ by: "bob", command: ask }))).toEqual(["QuestionAsked"]);
    expect(refusalOf(open().when({ by: "olga", command: ask }))).toMatchObject({
      needs: ["triage"],
    });
  });
});

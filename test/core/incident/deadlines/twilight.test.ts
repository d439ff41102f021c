import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../../src/core/config/config.ts";
import { escalationSteps } from "../../../../src/core/incident/deadlines/response.ts";
import { instantOf } from "../../../../src/std/instant.ts";
import {
  acknowledge,
  configOf,
  lines,
  type Move,
  minuteMs,
  pages,
  play,
  setSeverity,
  Thread,
  take,
} from "./thread.ts";

const hour = 60;
const led: Move = { minute: 0, by: "lea", command: take("lead") };

/** A desk in its hours, the boss at any time. */
const policyIn = (zone: string, hours: string, days = "[sun, mon]") =>
  configOf(`
timezone: ${zone}
levels: { SEV1: { escalate: a } }
escalation:
  policies:
    - name: a
      levels: [{ page: [desk], wait: 5m, hours: ${hours}, days: ${days} }, { page: [boss] }]
`);

describe("the hours of a level are those that clocks show where they are put forward and back", () => {
  it.each([
    // From 02:00 to 03:00 at 01:00 UTC: what lies between never comes.
    ["Europe/Berlin", "01:00-02:30", "2026-03-29T00:59:59Z", "desk"],
    ["Europe/Berlin", "01:00-02:30", "2026-03-29T01:00:00Z", "boss"],
    ["Europe/Berlin", "02:30-08:00", "2026-03-29T00:59:59Z", "boss"],
    ["Europe/Berlin", "02:30-08:00", "2026-03-29T01:00:00Z", "desk"],
    // From 03:00 to 02:00 at 01:00 UTC: 02:30 comes twice, and both count.
    ["Europe/Berlin", "02:00-02:30", "2026-10-25T00:15:00Z", "desk"],
    ["Europe/Berlin", "02:00-02:30", "2026-10-25T00:45:00Z", "boss"],
    ["Europe/Berlin", "02:00-02:30", "2026-10-25T01:15:00Z", "desk"],
    ["Europe/Berlin", "02:00-02:30", "2026-10-25T01:45:00Z", "boss"],
    // By half an hour: from 02:00 to 02:30 at 15:30 UTC, and from 02:00 to 01:30 at 15:00 UTC.
    ["Australia/Lord_Howe", "02:00-02:30", "2026-10-03T15:29:59Z", "boss"],
    ["Australia/Lord_Howe", "02:00-02:30", "2026-10-03T15:30:00Z", "boss"],
    ["Australia/Lord_Howe", "02:30-03:00", "2026-10-03T15:30:00Z", "desk"],
    ["Australia/Lord_Howe", "01:30-02:00", "2026-04-04T14:45:00Z", "desk"],
    ["Australia/Lord_Howe", "01:30-02:00", "2026-04-04T15:15:00Z", "desk"],
    ["Australia/Lord_Howe", "01:30-02:00", "2026-04-04T15:30:00Z", "boss"],
    // Sunday there is still Saturday in UTC.
    ["Australia/Lord_Howe", "00:00-08:00", "2026-10-03T13:29:59Z", "boss"],
    ["Australia/Lord_Howe", "00:00-08:00", "2026-10-03T13:30:00Z", "desk"],
  ])("%s, %s, at %s: %s", (zone, hours, start, expected) => {
    const thread = new Thread(policyIn(zone, hours), { start, severity: "SEV1" });
    thread.looks(thread.startMs);
    expect(pages(thread)).toEqual([`0 a 1 ${expected}`]);
  });

  it("and a wait lasts as long as it does, whatever the clocks show", () => {
    const { escalation } = policyIn("Europe/Berlin", "00:00-09:00");
    const [policy] = escalation.policies;
    if (policy === undefined) throw new Error("a policy expected");
    const steps = (at: string) =>
      escalationSteps(policy, Date.parse(at), { timezone: "Europe/Berlin" }).map(({ atMs }) =>
        instantOf(new Date(atMs)),
      );
    const spring = "2026-03-29T00:58:00Z";
    expect(steps(spring)).toEqual([spring, "2026-03-29T01:03:00Z"]);
    const autumn = "2026-10-25T00:58:00Z";
    expect(steps(autumn)).toEqual([autumn, "2026-10-25T01:03:00Z"]);
  });
});

describe("quiet hours end when clocks show it, in a short night and in a long one", () => {
  it.each([
    ["Europe/Berlin", "20:00-08:00", "2026-03-28T20:00:00Z", "2026-03-29T06:00:00Z"],
    ["Europe/Berlin", "20:00-08:00", "2026-10-24T19:00:00Z", "2026-10-25T07:00:00Z"],
    ["Europe/Berlin", "20:00-02:30", "2026-03-28T20:00:00Z", "2026-03-29T01:00:00Z"],
    ["Europe/Berlin", "20:00-02:30", "2026-10-24T20:00:00Z", "2026-10-25T01:30:00Z"],
    ["Australia/Lord_Howe", "20:00-08:00", "2026-10-03T10:00:00Z", "2026-10-03T21:00:00Z"],
    ["Australia/Lord_Howe", "20:00-08:00", "2026-04-04T10:00:00Z", "2026-04-04T21:30:00Z"],
  ])("%s, %s: asked of %s, said %s", (timezone, hours, start, said) => {
    const config = configOf(`timezone: ${timezone}\nreminders: { quietHours: ${hours} }`);
    const thread = new Thread(config, { start, severity: "SEV3" });
    play(thread, [led], 24 * hour);
    const [first] = thread.spoken.filter(({ subject }) => subject === "silence");
    expect(instantOf(new Date(first?.nowMs ?? 0))).toBe(said);
  });
});

describe("a clock that jumps", () => {
  const config = configOf(`
levels: { SEV1: { escalate: a } }
escalation: { policies: [{ name: a, levels: [{ page: [bob] }, { page: [max] }] }] }
`);
  const looks = (thread: Thread, minutes: readonly number[]) =>
    minutes.map((minute) => thread.looks(thread.startMs + minute * minuteMs).said.length);

  it("back says nothing twice, and nothing that it would have to take back", () => {
    const thread = new Thread(config, { severity: "SEV1" });
    const forth = [0, 2, 5, 10, 15];
    expect(looks(thread, forth).every((count) => count > 0)).toBe(true);
    const before = thread.incident;
    expect(looks(thread, [10, 5, 2, 0, -60, 15])).toEqual([0, 0, 0, 0, 0, 0]);
    expect(thread.incident).toBe(before);
  });

  it("back waits for the next step that nobody has said, not for those that somebody has", () => {
    const thread = new Thread(config, { severity: "SEV1" });
    looks(thread, [0, 2, 5, 10, 15]);
    const { nextMs } = thread.looks(thread.startMs);
    expect(nextMs).toBe(thread.startMs + 20 * minuteMs);
  });

  it("forth by a day says one word about each thing, and back again nothing", () => {
    const thread = new Thread(config, { severity: "SEV1" });
    looks(thread, [24 * hour, 0, 5, 10, 24 * hour]);
    const subjects = thread.spoken.map(({ subject }) => subject);
    expect(subjects).toEqual([...new Set(subjects)]);
  });
});

describe("after an outage of hours", () => {
  const config = configOf(`
levels: { SEV1: { escalate: a, tell: [boss] } }
escalation:
  policies:
    - { name: a, repeat: 2, levels: [{ page: [bob] }, { page: [max, bob, "webhook:noc"] }] }
`);

  it("each thing is said once, with its newest step, and all levels are one page", () => {
    const thread = new Thread(config, { severity: "SEV1" });
    play(thread, [{ minute: 1, by: "carl", command: take("comms") }], 1);
    thread.spoken.length = 0;
    const { said } = thread.looks(thread.startMs + 5 * hour * minuteMs);
    expect(lines(thread)).toEqual([
      "300 update overdue carl alice",
      "300 acknowledge due alice boss",
      "300 role:commander due alice boss",
    ]);
    expect(pages(thread)).toEqual(["300 a 6 max, bob, webhook noc"]);
    expect(said.filter(({ subject }) => subject === "escalation")).toHaveLength(1);
    expect(thread.looks(thread.startMs + 5 * hour * minuteMs).said).toEqual([]);
  });

  it("what was settled meanwhile is not brought up", () => {
    const thread = new Thread(config);
    thread.says(thread.startMs + 60 * minuteMs, acknowledge);
    thread.says(thread.startMs + 61 * minuteMs, setSeverity("SEV1"));
    thread.looks(thread.startMs + 5 * hour * minuteMs);
    expect(lines(thread, "severity", "acknowledge", "escalation")).toEqual([]);
  });

  it("an incident of years ago is looked at as fast as one of today", () => {
    const start = "1999-12-31T23:59:59Z";
    const thread = new Thread(defaultConfig, { start, severity: "SEV1" });
    const { said } = thread.looks(Date.parse("2026-08-03T12:00:00Z"));
    expect(said.map(({ subject }) => subject)).toHaveLength(4);
    expect(thread.looks(Date.parse("2026-08-03T12:00:01Z"))).toEqual({
      said: [],
      nextMs: Infinity,
    });
  });
});

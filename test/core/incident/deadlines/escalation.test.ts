import { describe, expect, it } from "vitest";
import type { Command } from "../../../../src/core/incident/commands.ts";
import {
  acknowledge,
  configOf,
  lines,
  type Move,
  minuteMs,
  pages,
  play,
  reopen,
  resolve,
  setSeverity,
  Thread,
  take,
} from "./thread.ts";

/** Two levels for SEV1 and SEV2, and a policy that nobody starts by itself. */
const config = configOf(`
levels:
  SEV1: { escalate: default, tell: [boss] }
  SEV2: { escalate: default }
escalation:
  policies:
    - name: default
      repeat: 1
      levels:
        - { page: [bob, "pagerduty:checkout"], wait: 5m }
        - { page: [octo-org/leads], wait: 10m }
    - name: data
      levels: [{ page: ["webhook:data"], wait: 2m }, { page: [dana] }]
`);
const day = 24 * 60;

function paged(moves: readonly Move[], until = day, severity = "SEV1") {
  const thread = new Thread(config, { severity });
  play(thread, moves, until);
  return pages(thread);
}

function pagedLater(moves: readonly Move[], until: number) {
  const thread = new Thread(config);
  play(thread, moves, until);
  return pages(thread);
}

describe("an escalation", () => {
  const all = [
    "0 default 1 bob, PagerDuty checkout",
    "5 default 2 octo-org/leads",
    "15 default 3 bob, PagerDuty checkout",
    "20 default 4 octo-org/leads",
  ];

  it("pages level after level, each after its wait, and begins again as often as it says", () => {
    expect(paged([])).toEqual(all);
  });

  it.each<[string, Command]>([
    ["an acknowledgement", acknowledge],
    ["taking command", take("lead")],
    ["assigning oneself", { kind: "JoinResponse", login: "bob" }],
    [
      "a status that says that somebody works on it",
      { kind: "ChangeStatus", status: "identified" },
    ],
    ["the mitigation", { kind: "MitigateIncident" }],
    ["the end", resolve],
  ])("is stopped by %s", (_what, command) => {
    expect(paged([{ minute: 6, by: "bob", command }])).toEqual(all.slice(0, 2));
  });

  it("is not stopped by talk, by a note or by a snooze", () => {
    const moves: Move[] = [
      { minute: 1, command: { kind: "AddNote", text: "looking" } },
      { minute: 2, command: { kind: "SnoozeReminders", until: "2026-08-04T12:00:00Z" } },
    ];
    expect(paged(moves)).toEqual(all);
  });

  it("begins anew when the incident is reopened or gets worse, whoever came before", () => {
    const moves: Move[] = [
      { minute: 1, command: acknowledge },
      { minute: 60, command: setSeverity("SEV1") },
      { minute: 61, command: acknowledge },
      { minute: 70, command: resolve },
      { minute: 120, command: reopen },
      { minute: 121, command: acknowledge },
    ];
    const level1 = ["0", "60", "120"].map((minute) => `${minute} ${all[0]?.slice(2)}`);
    expect(paged(moves, day, "SEV2")).toEqual(level1);
  });

  it("is answered by whoever takes it on and raises the severity in one comment", () => {
    const lead: Move[] = [
      { minute: 1, by: "lea", command: take("lead") },
      { minute: 1, by: "lea", command: setSeverity("SEV1") },
    ];
    expect(paged(lead, day, "SEV2")).toHaveLength(1);
  });

  it("pages nobody in a drill", () => {
    const thread = new Thread(config, { severity: "SEV1", drill: true });
    play(thread, [], day);
    expect(pages(thread)).toEqual([]);
  });

  it("goes on where it was when the severity becomes lower", () => {
    const moves: Move[] = [{ minute: 1, command: setSeverity("SEV2") }];
    expect(paged(moves)).toEqual(all);
    expect(paged([{ minute: 1, command: setSeverity("SEV3") }])).toEqual(all.slice(0, 1));
  });

  it("begins when the severity is first known, unless somebody has acknowledged already", () => {
    const set: Move = { minute: 10, command: setSeverity("SEV1") };
    expect(pagedLater([set], 14)).toEqual(["10 default 1 bob, PagerDuty checkout"]);
    expect(pagedLater([{ minute: 1, command: acknowledge }, set], day)).toEqual([]);
    const worse: Move = { minute: 20, command: setSeverity("SEV1") };
    const first: Move = { minute: 10, command: setSeverity("SEV2") };
    const moves = [{ minute: 1, command: acknowledge }, first, worse];
    expect(pagedLater(moves, 24)).toEqual(["20 default 1 bob, PagerDuty checkout"]);
  });

  it.each(["SEV3", "SEV4", undefined])("is not started by %s", (severity) => {
    const thread = new Thread(config, severity === undefined ? {} : { severity });
    play(thread, [], day);
    expect(pages(thread)).toEqual([]);
  });

  it("is started by /page with the policy that it names, from its first level on", () => {
    const page: Command = { kind: "PageResponders", policy: "Data" };
    const moves: Move[] = [
      { minute: 1, command: acknowledge },
      { minute: 10, command: page },
      { minute: 20, command: acknowledge },
      { minute: 30, command: { kind: "PageResponders" } },
    ];
    expect(paged(moves, 31)).toEqual([
      "0 default 1 bob, PagerDuty checkout",
      "10 data 1 webhook data",
      "12 data 2 dana",
      "30 data 1 webhook data",
    ]);
  });
});

describe("the policy of an affected service", () => {
  const services = configOf(`
levels: { SEV1: { escalate: default } }
services: [{ name: checkout, policy: shop }, { name: search }]
escalation:
  policies:
    - { name: default, levels: [{ page: [bob] }, { page: [max] }] }
    - { name: shop, levels: [{ page: [sue] }, { page: [sam] }] }
`);

  it.each([
    [["checkout"], "SEV1", ["0 shop 1 sue", "5 shop 2 sam"]],
    [["search", "checkout"], "SEV1", ["0 shop 1 sue", "5 shop 2 sam"]],
    [["search"], "SEV1", ["0 default 1 bob", "5 default 2 max"]],
    [["checkout"], "SEV3", ["0 shop 1 sue", "5 shop 2 sam"]],
    [["search"], "SEV3", []],
    [["checkout"], "SEV4", []],
  ])("comes first, of whatever is no ticket: %j at %s", (names, severity, expected) => {
    const thread = new Thread(services, { severity, services: names });
    play(thread, [], day);
    expect(pages(thread)).toEqual(expected);
  });
});

describe("hours and days of a level", () => {
  const office = "{ page: [desk], wait: 5m, days: [mon, tue, wed, thu, fri], hours: 09:00-17:00 }";
  const night = "{ page: [watch], wait: 10m, hours: 17:00-09:00 }";
  const always = "{ page: [boss], wait: 10m }";
  const policy = (levels: readonly string[], repeat = 0) =>
    configOf(`
levels: { SEV1: { escalate: default } }
escalation: { policies: [{ name: default, repeat: ${repeat}, levels: [${levels.join(", ")}] }] }
`);

  it.each([
    // 2026-08-03 is a Monday.
    ["2026-08-03T12:00:00Z", [office, night, always], ["0 default 1 desk", "5 default 2 boss"]],
    ["2026-08-03T20:00:00Z", [office, night, always], ["0 default 1 watch", "10 default 2 boss"]],
    ["2026-08-02T12:00:00Z", [office, night, always], ["0 default 1 boss"]],
    // Its turn comes a moment before or after its hours begin or end.
    ["2026-08-03T08:59:00Z", [office, always], ["0 default 1 boss"]],
    ["2026-08-03T09:00:00Z", [office, always], ["0 default 1 desk", "5 default 2 boss"]],
    ["2026-08-03T17:00:00Z", [office, always], ["0 default 1 boss"]],
    ["2026-08-03T16:55:00Z", [always, night], ["0 default 1 boss", "10 default 2 watch"]],
    // Nobody is on duty: somebody hears of it all the same.
    ["2026-08-02T12:00:00Z", [night, office], ["0 default 1 desk"]],
  ])("say who is passed over: %s", (start, levels, expected) => {
    const thread = new Thread(policy(levels), { start, severity: "SEV1" });
    play(thread, [], day);
    expect(pages(thread)).toEqual(expected);
  });

  it("count anew each time it begins again", () => {
    const config = policy([office, always], 1);
    const thread = new Thread(config, { start: "2026-08-03T16:50:00Z", severity: "SEV1" });
    play(thread, [], day);
    expect(pages(thread)).toEqual(["0 default 1 desk", "5 default 2 boss", "15 default 3 boss"]);
  });
});

describe("that nobody acknowledged in time", () => {
  const acknowledgements = (moves: readonly Move[], severity: string) => {
    const thread = new Thread(config, { severity });
    play(thread, moves, day);
    return lines(thread, "acknowledge");
  };

  it.each([
    ["SEV1", ["5 acknowledge due alice boss"]],
    ["SEV2", ["15 acknowledge due alice"]],
    ["SEV3", ["60 acknowledge due alice"]],
    ["SEV4", []],
  ])("is said once, in the time of the severity: %s", (severity, expected) => {
    expect(acknowledgements([], severity)).toEqual(expected);
  });

  it("is not said where somebody did, and said again when it gets worse or is reopened", () => {
    const moves: Move[] = [
      { minute: 14, command: acknowledge },
      { minute: 30, command: setSeverity("SEV1") },
      { minute: 36, command: resolve },
      { minute: 60, command: reopen },
    ];
    expect(acknowledgements(moves, "SEV2")).toEqual([
      "35 acknowledge due alice boss",
      "65 acknowledge due alice boss",
    ]);
  });

  it("is written into the timeline", () => {
    const thread = new Thread(config, { severity: "SEV1" });
    play(thread, [], 5);
    const texts = thread.incident.timeline.map(({ text }) => text);
    expect(texts).toContain("nobody acknowledged by 2026-08-03 12:05 UTC");
    expect(texts).toContain("paged level 2 of default: octo-org/leads");
  });
});

it("a look that comes late pages every level whose turn has come, in one page", () => {
  const thread = new Thread(config, { severity: "SEV1" });
  thread.looks(thread.startMs + 17 * minuteMs);
  expect(pages(thread)).toEqual(["17 default 3 bob, PagerDuty checkout, octo-org/leads"]);
  play(thread, [], day);
  expect(pages(thread).slice(1)).toEqual(["20 default 4 octo-org/leads"]);
});

import { describe, expect, it } from "vitest";
import type { Command } from "../../../../src/core/incident/commands.ts";
import { wantedPageState } from "../../../../src/core/incident/deadlines/pages.ts";
import {
  acknowledge,
  atMinute,
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

  it("names the level of the policy, however often it began again", () => {
    const thread = new Thread(config, { severity: "SEV1" });
    play(thread, [], day);
    expect(thread.spoken.flatMap(({ page }) => page?.level ?? [])).toEqual([1, 2, 1, 2]);
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

  it("begins when the severity is first known after a reopening, unless somebody came since", () => {
    const back: Move[] = [
      { minute: 1, command: acknowledge },
      { minute: 2, command: resolve },
      { minute: 60, command: reopen },
    ];
    const set: Move = { minute: 70, command: setSeverity("SEV1") };
    expect(pagedLater([...back, set], 74)).toEqual(["70 default 1 bob, PagerDuty checkout"]);
    expect(pagedLater([...back, { minute: 65, command: acknowledge }, set], day)).toEqual([]);
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
      "30 default 1 bob, PagerDuty checkout",
    ]);
  });
});

describe("a call by hand", () => {
  const three = configOf(`
levels: { SEV1: { escalate: default } }
escalation:
  policies:
    - { name: default, levels: [{ page: [bob], wait: 5m }, { page: [max] }] }
    - { name: data, levels: [{ page: [dana], wait: 2m }, { page: [dora] }] }
    - { name: net, levels: [{ page: [nora], wait: 4m }, { page: [ned] }] }
`);
  const page = (policy?: string): Command => ({
    kind: "PageResponders",
    ...(policy !== undefined && { policy }),
  });
  const called = (moves: readonly Move[], until = day, severity?: string) => {
    const thread = new Thread(three, severity === undefined ? {} : { severity });
    play(thread, moves, until);
    return thread;
  };
  const states = ({ incident }: Thread, ...minutes: readonly number[]) =>
    minutes.map((minute) => wantedPageState(incident, atMinute(minute)));

  it("stands beside that of the severity and other calls: all are paged, and none ends another", () => {
    const moves: Move[] = [
      { minute: 1, command: page("data") },
      { minute: 2, command: page("net") },
    ];
    const thread = called(moves, day, "SEV1");
    expect(pages(thread)).toEqual([
      "0 default 1 bob",
      "1 data 1 dana",
      "2 net 1 nora",
      "3 data 2 dora",
      "5 default 2 max",
      "6 net 2 ned",
    ]);
    expect(states(thread, 0, 1, 2)).toEqual(["triggered", "triggered", "triggered"]);
  });

  it("is ended by whoever comes, as every other call is", () => {
    const moves: Move[] = [
      { minute: 1, command: page("data") },
      { minute: 2, command: page("net") },
      { minute: 3, command: acknowledge },
    ];
    const thread = called(moves, day, "SEV1");
    expect(pages(thread)).toEqual(["0 default 1 bob", "1 data 1 dana", "2 net 1 nora"]);
    expect(states(thread, 0, 1, 2)).toEqual(["acknowledged", "acknowledged", "acknowledged"]);
  });

  it("of the same policy again takes the place of the first, and rings anew", () => {
    const moves: Move[] = [
      { minute: 10, command: page("data") },
      { minute: 11, command: page("data") },
    ];
    const thread = called(moves);
    expect(pages(thread)).toEqual(["10 data 1 dana", "11 data 1 dana", "13 data 2 dora"]);
    expect(states(thread, 10, 11)).toEqual(["resolved", "triggered"]);
  });

  it("of the severity's own policy takes its place: nobody is called twice at once", () => {
    const thread = called([{ minute: 1, command: page() }], 6, "SEV1");
    expect(pages(thread)).toEqual(["0 default 1 bob", "1 default 1 bob", "6 default 2 max"]);
  });

  it("may be one of two in the same comment", () => {
    const moves: Move[] = [
      { minute: 10, command: page() },
      { minute: 10, command: page("data") },
    ];
    expect(pages(called(moves, 12))).toEqual([
      "10 default 1 bob",
      "10 data 1 dana",
      "12 data 2 dora",
    ]);
    expect(pages(called([...moves, { minute: 10, command: acknowledge }]))).toEqual([]);
  });

  it("is over once the incident has come back", () => {
    const moves: Move[] = [
      { minute: 1, command: page("data") },
      { minute: 2, command: resolve },
      { minute: 60, command: reopen },
    ];
    const thread = called(moves);
    expect(pages(thread)).toEqual(["1 data 1 dana"]);
    expect(states(thread, 1)).toEqual(["resolved"]);
  });

  it("of a ticket is heard", () => {
    const thread = called([{ minute: 1, command: page("data") }], day, "SEV4");
    expect(pages(thread)).toEqual(["1 data 1 dana", "3 data 2 dora"]);
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

  it.each([
    [2, ["0 default 1 bob", "2 shop 1 sue", "5 shop 2 sam"]],
    [7, ["0 default 1 bob", "5 default 2 max", "7 shop 2 sue, sam"]],
  ])("is paged from its first level on when the service is named later: %i", (minute, expected) => {
    const thread = new Thread(services, { severity: "SEV1" });
    const add: Command = { kind: "ChangeServices", add: ["checkout"], remove: [] };
    play(thread, [{ minute, command: add }], day);
    expect(pages(thread)).toEqual(expected);
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

import { describe, expect, it } from "vitest";
import type { Command } from "../../../../src/core/incident/commands.ts";
import {
  configOf,
  lines,
  type Move,
  minuteMs,
  mitigate,
  play,
  resolve,
  setSeverity,
  snooze,
  Thread,
  take,
  unsnooze,
  update,
} from "./thread.ts";

const day = 24 * 60;
const note: Command = { kind: "AddNote", text: "looking" };

interface Nagged {
  readonly severity?: string;
  readonly yaml?: string;
  readonly start?: string;
  readonly until?: number;
}

function nagged(
  subject: string,
  moves: readonly Move[],
  { severity, yaml = "", start, until = day }: Nagged = {},
) {
  const thread = new Thread(configOf(yaml), {
    ...(severity !== undefined && { severity }),
    ...(start !== undefined && { start }),
  });
  play(thread, moves, until);
  return lines(thread, subject);
}

describe("a missing severity", () => {
  const all = ["10 severity due alice", "20 severity due alice", "30 severity due alice"];

  it("is asked for every ten minutes, three times", () => {
    expect(nagged("severity", [])).toEqual(all);
  });

  it.each([
    ["every: 4m", ["4", "8", "12"]],
    ["every: 5m, most: 1", ["5"]],
    ["most: 0", []],
    ["every: none", []],
  ])("is asked for as config says: %s", (nags, minutes) => {
    const asked = nagged("severity", [], { yaml: `nags: { ${nags} }` });
    expect(asked).toEqual(minutes.map((minute) => `${minute} severity due alice`));
  });

  it("is not asked for any more once it is set, or once it is over", () => {
    const end: Command = { kind: "DismissIncident", reason: "false-positive" };
    expect(nagged("severity", [{ minute: 11, command: setSeverity("3") }])).toEqual([all[0]]);
    expect(nagged("severity", [{ minute: 11, command: end }])).toEqual([all[0]]);
  });
});

describe("a role that nobody holds", () => {
  it("is asked for, the commander first, since whoever leads sees to the others", () => {
    const moves: Move[] = [{ minute: 12, by: "lea", command: take("lead") }];
    const yaml = "levels: { SEV1: { tell: [boss] } }";
    expect(nagged("role", moves, { severity: "SEV1", yaml })).toEqual([
      "10 role:commander due alice boss",
      "22 role:communications lead due lea",
      "32 role:communications lead due lea",
      "42 role:communications lead due lea",
    ]);
  });

  it("is only the commander where nobody waits for updates", () => {
    const moves: Move[] = [{ minute: 5, by: "lea", command: take("lead") }];
    expect(nagged("role", [], { severity: "SEV3", until: 10 })).toHaveLength(1);
    expect(nagged("role", moves, { severity: "SEV3" })).toEqual([]);
  });

  it("is any that config names, and asked for again when somebody gives it up", () => {
    const vacate: Command = { kind: "VacateRole", role: "scribe", login: "sam" };
    const moves: Move[] = [
      { minute: 0, by: "lea", command: take("lead") },
      { minute: 5, by: "sam", command: take("scribe") },
      { minute: 60, by: "sam", command: vacate },
    ];
    const yaml = "nags: { roles: [scribe], most: 1 }";
    expect(nagged("role", moves, { severity: "SEV1", yaml })).toEqual(["70 role:scribe due lea"]);
  });
});

describe("a silent incident", () => {
  const led: Move = { minute: 0, by: "lea", command: take("lead") };

  it("is asked after half an hour without a word, and again at most twice", () => {
    expect(nagged("silence", [led], { severity: "SEV3" })).toEqual([
      "30 silence due lea",
      "60 silence due lea",
      "90 silence due lea",
    ]);
  });

  it("counts from the last word of a person, never from our own", () => {
    const moves = [led, { minute: 20, command: note }, { minute: 60, command: note }];
    const yaml = "nags: { most: 1 }";
    expect(nagged("silence", moves, { severity: "SEV3", yaml })).toEqual([
      "50 silence due lea",
      "90 silence due lea",
    ]);
  });

  it("hears talk that is no command too", () => {
    const thread = new Thread(configOf(""), { severity: "SEV3" });
    // A question is answered and changes nothing.
    const talk: Command = { kind: "Ask", topic: "status" };
    play(thread, [led, { minute: 29, command: talk }], 59);
    expect(lines(thread, "silence")).toEqual(["59 silence due lea"]);
  });

  const isBetween = (minute: number, from: number, until: number) =>
    minute >= from && minute <= until;

  /** Looks every five minutes; which talk each of them still reads is told by the minute. */
  function lookedAt(talkAt: (minute: number) => number | undefined, until = 200) {
    const thread = new Thread(configOf(""), { severity: "SEV3" });
    thread.says(thread.startMs, take("lead"), "lea");
    for (let minute = 0; minute <= until; minute += 5) {
      const talk = talkAt(minute);
      thread.hears(talk === undefined ? undefined : thread.startMs + talk * minuteMs);
      thread.looks(thread.startMs + minute * minuteMs);
    }
    return lines(thread, "silence").map((line) => line.split(" ")[0]);
  }

  it.each<[string, (minute: number) => number | undefined]>([
    ["stays", (minute) => (minute < 12 ? undefined : 12)],
    [
      "leaves the window once it was asked",
      (minute) => (isBetween(minute, 12, 45) ? 12 : undefined),
    ],
    ["leaves it later", (minute) => (isBetween(minute, 12, 74) ? 12 : undefined)],
    [
      "leaves it and comes back",
      (minute) =>
        isBetween(minute, 12, 45) || (minute > 45 && minute % 10 === 0) ? 12 : undefined,
    ],
  ])("is asked each time once, at most three times, where talk that put it off %s", (_, talkAt) => {
    expect(lookedAt(talkAt)).toEqual(["45", "75", "105"]);
  });

  it("counts anew from later talk, each time three times at most", () => {
    const talk = (minute: number) => (minute < 50 ? undefined : 50);
    expect(lookedAt(talk)).toEqual(["30", "80", "110", "140"]);
    const leaving = (minute: number) => (minute < 50 || minute > 80 ? undefined : 50);
    expect(lookedAt(leaving)).toEqual(["30", "80", "110", "140"]);
    expect(lookedAt((minute) => minute)).toEqual([]);
  });

  it("is left alone while it is watched, and where an update is due anyway", () => {
    const watched: Move = { minute: 1, command: mitigate };
    expect(nagged("silence", [led, watched], { severity: "SEV3" })).toEqual([]);
    expect(nagged("silence", [led], { severity: "SEV1" })).toEqual([]);
    const promised: Move = { minute: 1, command: update("Slow.", "2026-08-03T20:00:00Z") };
    expect(nagged("silence", [led, promised], { severity: "SEV3", until: 400 })).toEqual([]);
    const yaml = "nags: { silent: none }";
    expect(nagged("silence", [led], { severity: "SEV3", yaml })).toEqual([]);
  });
});

describe("where nobody is known who has to do with it", () => {
  const by = "alerts[bot]";
  const tell = "levels: { SEV1: { tell: [boss] }, SEV3: { tell: [desk] } }";
  const fallback = "fallback: [carol]";
  const policies =
    "policies: [{ name: a, levels: [{ page: [bob, octo-org/ops, 'webhook:noc'] }] }," +
    " { name: b, levels: [{ page: [sue] }] }]";
  const asked = (yaml: string, given: { severity?: string; services?: readonly string[] } = {}) => {
    const thread = new Thread(configOf(yaml), { by, ...given });
    play(thread, [], 10);
    const [first = []] = thread.spoken.flatMap(({ subject, to }) =>
      subject === "role:commander" ? [to] : [],
    );
    return first;
  };

  it.each<[string, readonly string[]]>([
    [`${tell}\nescalation: { ${fallback}, ${policies} }`, ["bob", "octo-org/ops"]],
    [`${tell}\nescalation: { ${fallback} }`, ["carol"]],
    [tell, ["boss"]],
    ["", []],
  ])("whoever may care is asked, before anybody knows how bad it is: %s", (yaml, to) => {
    expect(asked(yaml)).toEqual(to);
  });

  it("whom the severity tells is asked first, then the policy of the service", () => {
    const services = "services: [{ name: shop, policy: b }]";
    const yaml = `${tell}\n${services}\nescalation: { ${fallback}, ${policies} }`;
    expect(asked(yaml, { severity: "SEV3", services: ["shop"] })).toEqual(["desk"]);
    expect(asked(yaml, { services: ["shop"] })).toEqual(["sue"]);
    expect(asked(yaml, { severity: "SEV2" })).toEqual(["bob", "octo-org/ops"]);
  });

  it("everything is said to them, until somebody comes, who then has command", () => {
    const thread = new Thread(configOf(`${tell}\nescalation: { ${fallback} }`), { by });
    const join: Command = { kind: "JoinResponse", login: "dave" };
    play(thread, [{ minute: 12, by: "dave", command: join }], 20);
    expect(lines(thread)).toEqual([
      "2 update soon carol",
      "5 update due carol",
      "10 update overdue carol",
      "10 severity due carol",
      "10 role:commander due carol",
      "15 update overdue dave",
      "20 severity due dave",
    ]);
  });

  it("only the watch on the time and pages stay without people", () => {
    const yaml = `levels: { SEV1: { escalate: a } }\nescalation: { ${fallback}, ${policies} }`;
    const thread = new Thread(configOf(yaml), { by, severity: "SEV1" });
    play(thread, [], day);
    const silent = thread.spoken.filter(({ to }) => to.length === 0);
    expect(new Set(silent.map(({ subject }) => subject))).toEqual(new Set(["escalation", "phase"]));
  });
});

it("the last word about a thing says that it is the last", () => {
  const thread = new Thread(configOf(""));
  play(thread, [], day);
  const about = thread.spoken.filter(({ subject }) => subject === "severity");
  expect(about.map(({ last }) => last === true)).toEqual([false, false, true]);
});

describe("a snooze", () => {
  const led: Move = { minute: 0, by: "lea", command: take("lead") };

  it("holds back what can wait until it ends, and says then what has come, once", () => {
    const moves = [led, { minute: 1, command: snooze(60) }];
    const thread = new Thread(configOf("nags: { every: 10m }"), { severity: "SEV1" });
    play(thread, moves, 60);
    expect(lines(thread)).toEqual(["60 update overdue lea", "60 role:communications lead due lea"]);
  });

  it("is ended by /unsnooze, and replaced by a later /snooze", () => {
    const moves: Move[] = [{ minute: 1, command: snooze(500) }];
    const back = [...moves, { minute: 15, command: unsnooze }];
    expect(nagged("severity", back)).toEqual([
      "15 severity due alice",
      "20 severity due alice",
      "30 severity due alice",
    ]);
    const shorter = [...moves, { minute: 2, command: snooze(12) }];
    expect(nagged("severity", shorter, { until: 25 })).toEqual([
      "12 severity due alice",
      "20 severity due alice",
    ]);
  });

  it("holds back neither pages, nor that nobody came, nor what somebody asked for", () => {
    const config = configOf(
      "levels: { SEV1: { escalate: a } }\n" +
        "escalation: { policies: [{ name: a, levels: [{ page: [bob] }, { page: [max] }] }] }",
    );
    const thread = new Thread(config, { severity: "SEV1" });
    const remind: Command = { kind: "AskForReminder", at: "2026-08-03T12:20:00Z" };
    const moves: Move[] = [
      { minute: 0, command: snooze(500) },
      { minute: 1, command: remind },
    ];
    play(thread, moves, 400);
    const subjects = ["escalation", "acknowledge", "asked", "update", "severity", "role"];
    const said = lines(thread, ...subjects).map((line) => line.replace(/\d+\/1/, "1"));
    expect(said).toEqual([
      "0 escalation due",
      "5 acknowledge due alice",
      "5 escalation due",
      "20 asked:1 due alice",
    ]);
  });
});

describe("quiet hours", () => {
  // Eight in the morning is ten hours after the declaration.
  const start = "2026-08-03T22:00:00Z";
  const led: Move = { minute: 0, by: "lea", command: take("lead") };

  it.each([
    ["SEV3", ["600 role:commander due alice"]],
    ["SEV2", ["10", "20", "30"].map((minute) => `${minute} role:commander due alice`)],
    [undefined, ["10", "20", "30"].map((minute) => `${minute} role:commander due alice`)],
    ["SEV4", []],
  ])("hold back nags, but not where updates are due or nobody knows: %s", (severity, expected) => {
    const given = severity === undefined ? { start } : { start, severity };
    expect(nagged("role", [], given)).toEqual(expected);
  });

  it("hold back a snoozed word until both are over", () => {
    const short: Move = { minute: 1, command: { kind: "SnoozeReminders", until: start } };
    const until = "2026-08-04T09:00:00Z";
    const long: Move = { minute: 1, command: { kind: "SnoozeReminders", until } };
    const given = { severity: "SEV3", start };
    expect(nagged("silence", [led, short], given)).toEqual(["600 silence due lea"]);
    expect(nagged("silence", [led, long], given)).toEqual(["660 silence due lea"]);
  });

  it("are those of the config's zone", () => {
    const yaml = "timezone: America/New_York";
    expect(nagged("silence", [led], { severity: "SEV3", start, yaml })).toHaveLength(3);
  });

  it("hold back nothing where config has none", () => {
    const yaml = "reminders: { quietHours: none }";
    expect(nagged("silence", [led], { severity: "SEV3", start, yaml })).toHaveLength(3);
  });
});

it("an incident that is over is asked for nothing", () => {
  const thread = new Thread(configOf(""));
  play(thread, [{ minute: 1, command: resolve }], day);
  expect(thread.spoken).toEqual([]);
});

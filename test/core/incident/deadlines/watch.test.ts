import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../../src/core/config/config.ts";
import type { Command } from "../../../../src/core/incident/commands.ts";
import { timeBoxOf } from "../../../../src/core/incident/deadlines/time-boxes.ts";
import {
  acknowledge,
  atMinute,
  configOf,
  lines,
  type Move,
  mitigate,
  play,
  resolve,
  setSeverity,
  snooze,
  Thread,
  take,
  update,
} from "./thread.ts";

const day = 24 * 60;
const led: Move = { minute: 0, by: "lea", command: take("lead") };

function playing(moves: readonly Move[], until: number, given: { severity?: string } = {}) {
  const thread = new Thread(defaultConfig, given);
  play(thread, moves, until);
  return thread;
}

describe("the watch after a mitigation", () => {
  const mitigated: Move = { minute: 10, command: mitigate };
  const watch = (until: number): Command => ({ kind: "SetWatch", until: atMinute(until) });
  const watched = (moves: readonly Move[], until = 400) =>
    lines(playing([led, mitigated, ...moves], until, { severity: "SEV3" }), "watch");

  it("ends after an hour with the offer to resolve, which is made again three times", () => {
    expect(watched([])).toEqual([
      "70 watch due lea",
      "130 watch due lea",
      "190 watch due lea",
      "250 watch due lea",
    ]);
  });

  it("lasts as long as /watch says", () => {
    expect(watched([{ minute: 20, command: watch(140) }], 140)).toEqual(["140 watch due lea"]);
    const extended: Move = { minute: 75, command: watch(135) };
    expect(watched([extended], 140)).toEqual(["70 watch due lea", "135 watch due lea"]);
  });

  it("lasts as long as config says", () => {
    const thread = new Thread(configOf("clock: { watch: 10m }"), { severity: "SEV3" });
    play(thread, [led, mitigated], 20);
    expect(lines(thread, "watch")).toEqual(["20 watch due lea"]);
  });

  it("counts from when it was mitigated, not from when that was said", () => {
    const earlier: Command = { kind: "MitigateIncident", at: atMinute(5) };
    const thread = playing([led, { minute: 30, command: earlier }], 65, { severity: "SEV3" });
    expect(lines(thread, "watch")).toEqual(["65 watch due lea"]);
  });

  it("is broken off by a regression, and begins anew with the next mitigation", () => {
    const back: Move = { minute: 40, command: { kind: "ChangeStatus", status: "investigating" } };
    const again: Move = { minute: 90, command: mitigate };
    expect(watched([{ minute: 20, command: watch(300) }, back])).toEqual([]);
    expect(watched([back, again], 150)).toEqual(["150 watch due lea"]);
  });

  it("begins anew when somebody says after a regression that it is watched again", () => {
    const back: Move = { minute: 80, command: { kind: "ChangeStatus", status: "investigating" } };
    const again: Move = { minute: 200, command: { kind: "ChangeStatus", status: "monitoring" } };
    expect(watched([back, again], 260)).toEqual(["70 watch due lea", "260 watch due lea"]);
  });

  it("is over when it is resolved", () => {
    expect(watched([{ minute: 30, command: resolve }])).toEqual([]);
  });

  it("offers to resolve after a snooze", () => {
    expect(watched([{ minute: 11, command: snooze(100) }], 100)).toEqual(["100 watch due lea"]);
  });
});

describe("the time boxes of the first half hour", () => {
  it.each([
    [0, "assess"],
    [4, "assess"],
    [5, "diagnose"],
    [14, "diagnose"],
    [15, "mitigate"],
    [30, "stabilize"],
    [day, "stabilize"],
  ])("after %i minutes: %s", (until, name) => {
    expect(timeBoxOf(playing([], until).incident)?.name).toBe(name);
  });

  it("are turned over on the card alone, and not once it is mitigated", () => {
    const thread = playing([{ minute: 6, command: mitigate }], day, { severity: "SEV3" });
    expect(lines(thread, "phase")).toEqual(["5 phase due"]);
    expect(timeBoxOf(thread.incident)).toBeUndefined();
    expect(lines(thread).some((line) => line.includes("phase"))).toBe(false);
  });
});

describe("what somebody asked to be reminded of", () => {
  const remind = (minute: number, text?: string): Command => ({
    kind: "AskForReminder",
    at: atMinute(minute),
    ...(text !== undefined && { text }),
  });

  it("is said to them at its time, once, whatever the hour or the snooze", () => {
    const moves: Move[] = [
      { minute: 1, by: "bob", command: remind(30, "check the graphs") },
      { minute: 2, by: "carl", command: remind(20) },
      { minute: 3, command: snooze(500) },
    ];
    const thread = playing(moves, day, { severity: "SEV3" });
    const said = thread.spoken.filter(({ subject }) => subject.startsWith("asked:"));
    expect(said.map(({ at, to, text }) => [at, to, text])).toEqual([
      [atMinute(20), ["carl"], undefined],
      [atMinute(30), ["bob"], "check the graphs"],
    ]);
    expect(thread.incident.remindersAskedFor).toEqual([]);
  });

  it("is said when the incident is over as well, since somebody asked", () => {
    const moves: Move[] = [
      { minute: 1, command: remind(30) },
      { minute: 2, command: resolve },
      { minute: 3, command: remind(40) },
    ];
    const said = lines(playing(moves, day, { severity: "SEV3" })).map((line) => line.slice(0, 8));
    expect(said).toEqual(["30 asked", "40 asked"]);
  });
});

describe("a ticket", () => {
  it("has no clock: nothing is due, whatever happens", () => {
    expect(playing([], day, { severity: "SEV4" }).spoken).toEqual([]);
    const moves: Move[] = [led, { minute: 10, command: mitigate }];
    expect(playing(moves, day, { severity: "SEV4" }).spoken).toEqual([]);
  });

  it("is watched and asked for an update where somebody wants that", () => {
    const watch: Command = { kind: "SetWatch", until: atMinute(60) };
    const moves: Move[] = [
      { minute: 1, command: update("Slow.", atMinute(30)) },
      { minute: 10, command: mitigate },
      { minute: 11, command: watch },
    ];
    expect(lines(playing(moves, 60, { severity: "SEV4" })).map((line) => line.slice(0, 9))).toEqual(
      ["27 update", "30 update", "35 update", "60 watch "],
    );
  });

  it("stops the clock of what turned out to be one", () => {
    const moves: Move[] = [{ minute: 7, command: setSeverity("SEV4") }];
    expect(lines(playing(moves, day))).toEqual(["2 update soon alice", "5 update due alice"]);
  });
});

describe("with the clock turned off", () => {
  const config = configOf(
    "clock: { on: false }\nlevels: { SEV1: { escalate: a } }\n" +
      "escalation: { policies: [{ name: a, levels: [{ page: [bob] }] }] }",
  );

  it("only pages go out, and what somebody asked for", () => {
    const thread = new Thread(config, { severity: "SEV1" });
    const remind: Command = { kind: "AskForReminder", at: atMinute(9) };
    const moves: Move[] = [
      { minute: 8, command: remind },
      { minute: 10, command: acknowledge },
      { minute: 11, command: mitigate },
    ];
    play(thread, moves, day);
    const subjects = thread.spoken.map(({ subject }) => subject.split(":")[0]);
    expect(subjects).toEqual(["escalation", "asked"]);
  });
});

import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../../src/core/config/config.ts";
import { isUpdateLate } from "../../../../src/core/incident/deadlines/update-clock.ts";
import { momentOf } from "../../../../src/core/incident/deadlines.ts";
import {
  acknowledge,
  atMinute,
  configOf,
  lines,
  type Move,
  mitigate,
  play,
  reopen,
  resolve,
  setSeverity,
  Thread,
  take,
  update,
} from "./thread.ts";

const manned: readonly Move[] = [
  { minute: 0, by: "carl", command: take("comms") },
  { minute: 0, by: "lea", command: take("lead") },
];
const told = "levels: { SEV1: { tell: [boss] } }";

function playing(moves: readonly Move[], until: number, config = configOf(told)) {
  const thread = new Thread(config, { severity: "SEV1" });
  play(thread, [...manned, ...moves], until);
  return lines(thread, "update");
}

describe("the update clock", () => {
  it("offers a draft, then tells one more person at a time, then asks at each cadence", () => {
    expect(playing([], 24 * 60)).toEqual([
      "2 update soon carl",
      "5 update due carl",
      "10 update overdue carl lea",
      "15 update overdue carl lea boss",
      "30 update overdue carl lea",
      "45 update overdue carl lea",
      "60 update overdue carl lea",
    ]);
  });

  it("asks again at most as often as config says", () => {
    const config = configOf("nags: { most: 1 }");
    expect(playing([], 24 * 60, config).at(-1)).toBe("30 update overdue carl lea");
    expect(playing([], 24 * 60, configOf("nags: { most: 0 }"))).toHaveLength(4);
  });

  it.each(["no change", "All is well again."])("begins anew with each update: %s", (text) => {
    expect(playing([{ minute: 4, by: "carl", command: update(text) }], 25)).toEqual([
      "2 update soon carl",
      "16 update soon carl",
      "19 update due carl",
      "24 update overdue carl lea",
    ]);
  });

  it("is moved by next=, and takes the cadence up again with the next update", () => {
    const moves: Move[] = [
      { minute: 1, by: "carl", command: update("Two hours of copying.", atMinute(120)) },
      { minute: 119, by: "carl", command: update("Copied.") },
    ];
    expect(playing(moves, 135)).toEqual([
      "117 update soon carl",
      "131 update soon carl",
      "134 update due carl",
    ]);
  });

  it("follows a change of the severity", () => {
    const moves: Move[] = [
      { minute: 1, by: "carl", command: update("We look.") },
      { minute: 10, command: setSeverity("SEV2") },
    ];
    expect(playing(moves, 32)).toEqual(["28 update soon carl", "31 update due carl"]);
    const worse = new Thread(defaultConfig, { severity: "SEV2" });
    const first: Move = { minute: 1, by: "carl", command: update("We look.") };
    play(worse, [...manned, first, { minute: 20, command: setSeverity("SEV1") }], 20);
    expect(lines(worse, "update")).toEqual(["20 update due carl"]);
  });

  it("says nothing twice when the severity goes down and up again", () => {
    const moves: Move[] = [
      { minute: 1, by: "carl", command: update("We look.") },
      { minute: 27, command: setSeverity("SEV2") },
      { minute: 40, command: setSeverity("SEV1") },
    ];
    expect(playing(moves, 45)).toEqual([
      ...["13 update soon carl", "16 update due carl", "21 update overdue carl lea"],
      ...["26 update overdue carl lea boss", "28 update soon carl", "31 update due carl"],
      ...["36 update overdue carl lea", "40 update due carl", "45 update overdue carl lea"],
    ]);
  });

  it("is silent about what nobody waits for: a lower severity, and once it is over", () => {
    const before: Move = { minute: 1, by: "carl", command: update("We look.") };
    const lower: Move = { minute: 2, command: setSeverity("SEV3") };
    expect(playing([before, lower], 24 * 60)).toEqual([]);
    expect(playing([{ minute: 1, command: resolve }], 24 * 60)).toEqual([]);
  });

  it("asks for a promised update without a cadence too, every half hour", () => {
    const thread = new Thread(defaultConfig, { severity: "SEV3" });
    play(thread, [...manned, { minute: 1, command: update("Slow.", atMinute(60)) }], 24 * 60);
    expect(lines(thread, "update").map((line) => line.split(" ")[0])).toEqual([
      "57",
      "60",
      "65",
      "70",
      "100",
      "130",
      "160",
    ]);
  });

  it("tells nobody above while it is only watched, and goes on where it was when it breaks", () => {
    const watched: Move = { minute: 1, command: mitigate };
    const calm = ["2 update soon carl", "5 update due carl", "10 update overdue carl lea"];
    expect(playing([watched], 24 * 60)).toEqual(calm);
    const back: Move = { minute: 20, command: { kind: "ChangeStatus", status: "investigating" } };
    expect(playing([watched, back], 30)).toEqual([
      ...[...calm, "20 update overdue carl lea boss", "30 update overdue carl lea"],
    ]);
  });

  it("has been late for all that was said before it was only watched", () => {
    const thread = new Thread(configOf(told), { severity: "SEV1" });
    play(thread, [...manned, { minute: 20, command: mitigate }], 20);
    const moment = momentOf(thread.incident, thread.config);
    expect(isUpdateLate(thread.incident, moment)).toBe(true);
  });

  it("begins anew when it is reopened", () => {
    const moves: Move[] = [
      { minute: 1, by: "carl", command: update("We look.") },
      { minute: 2, command: resolve },
      { minute: 60, command: reopen },
    ];
    expect(playing(moves, 65)).toEqual(["62 update soon carl", "65 update due carl"]);
  });

  it("offers no draft where config wants none, and raises as fast as config says", () => {
    const config = configOf("clock: { firstUpdate: 10m, draft: none, raise: 1m }");
    expect(playing([], 13, config)).toEqual([
      "10 update due carl",
      "11 update overdue carl lea",
      "12 update overdue carl lea",
    ]);
  });
});

describe("the first message", () => {
  it.each([
    ["SEV1", 2],
    ["SEV2", 2],
    [undefined, 2],
    ["SEV3", 0],
    ["SEV4", 0],
  ])("is due in five minutes where somebody waits for it: %s", (severity, count) => {
    const thread = new Thread(defaultConfig, severity === undefined ? {} : { severity });
    play(thread, [{ minute: 0, command: acknowledge }], 5);
    const said = ["2 update soon alice", "5 update due alice"];
    expect(lines(thread, "update")).toEqual(said.slice(0, count));
  });

  it("of a ticket that turns bad is due from then on, whatever was promised before", () => {
    const bad: Move = { minute: 60, command: setSeverity("SEV1") };
    const said = ["62 update soon alice", "65 update due alice"];
    for (const before of [[], [{ minute: 1, command: update("Slow.", atMinute(200)) }]]) {
      const thread = new Thread(defaultConfig, { severity: "SEV4" });
      play(thread, [...before, bad], 65);
      expect(lines(thread, "update")).toEqual(said);
    }
  });

  it("of a ticket that turns into what nobody waits for is not asked for", () => {
    const thread = new Thread(defaultConfig, { severity: "SEV4" });
    play(thread, [{ minute: 60, command: setSeverity("SEV3") }], 24 * 60);
    expect(lines(thread, "update")).toEqual([]);
    expect(lines(thread, "role")[0]).toBe("70 role:commander due alice");
  });

  it("is asked of whoever declared it, until somebody responds, leads or speaks", () => {
    const thread = new Thread(defaultConfig, { severity: "SEV1" });
    const join = { kind: "JoinResponse", login: "dave" } as const;
    const moves: Move[] = [
      { minute: 3, by: "dave", command: join },
      { minute: 8, by: "carl", command: take("comms") },
      { minute: 12, by: "lea", command: take("lead") },
    ];
    play(thread, moves, 15);
    expect(lines(thread, "update")).toEqual([
      "2 update soon alice",
      "5 update due dave",
      "10 update overdue carl dave",
      "15 update overdue carl lea",
    ]);
  });
});

describe("the draft", () => {
  const drafts = (thread: Thread) =>
    thread.spoken.flatMap(({ subject, text }) => (subject === "update" ? [text] : []));

  it("says what the timeline has since the last update, and nothing of who does what", () => {
    const thread = new Thread(defaultConfig, { severity: "SEV1" });
    const note = (text: string) => ({ kind: "AddNote", text }) as const;
    const moves: Move[] = [
      { minute: 1, command: note("the deploy of 11:50 looks guilty") },
      { minute: 3, command: update("We look.") },
      { minute: 4, command: note("rolled the config back") },
      { minute: 4, by: "lea", command: take("lead") },
    ];
    play(thread, moves, 15);
    expect(drafts(thread)).toEqual([
      "We are finding out what is wrong. The deploy of 11:50 looks guilty.",
      "We are looking for the cause. Rolled the config back.",
    ]);
  });

  it("is what /update draft posts, though more was written meanwhile", () => {
    const thread = new Thread(defaultConfig, { severity: "SEV1" });
    const draft = { kind: "PostUpdate", text: "", draft: true } as const;
    const late = { kind: "AddNote", text: "a secret" } as const;
    play(
      thread,
      [
        { minute: 3, command: late },
        { minute: 4, command: draft },
      ],
      4,
    );
    expect(thread.incident.update?.text).toBe("We are finding out what is wrong.");
    expect(thread.incident.draft).toBeUndefined();
  });

  it("says that nothing has changed where nothing has", () => {
    const thread = new Thread(defaultConfig, { severity: "SEV1" });
    play(thread, [{ minute: 1, command: update("We look.") }], 13);
    expect(drafts(thread)).toEqual([
      "No change since the last update. We are finding out what is wrong.",
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { readConfig } from "../../../../src/core/config/read-config.ts";
import { ruleOf } from "../../../../src/core/incident/permission.ts";
import { parseComment } from "../../../../src/core/thread/parse-comment.ts";

const said = { at: "2026-08-01T12:00:00Z", timezone: "Europe/Berlin", by: "rita" };
const read = (line: string, at = said.at) =>
  parseComment(line, { prefixes: [], bareVerbs: true }, { ...said, at }).map(
    ({ command }) => command,
  );
const remind = (at: string, text?: string) => ({
  kind: "AskForReminder",
  at: `2026-08-${at}:00Z`,
  ...(text !== undefined && { text }),
});
const snooze = (until: string) => ({ kind: "SnoozeReminders", until: `2026-08-${until}:00Z` });
const watch = (until: string) => ({ kind: "SetWatch", until: `2026-08-${until}:00Z` });

const forms = "a time to come such as 30m, 14:45 or 2026-08-01T14:45Z";
const anyForm = "a time to come such as 30m or 14:45";
const noPast = `${forms}, not one that has passed`;
const nothingElse = "one time and nothing else";

describe("/remind", () => {
  test.each([
    ["/remind 20m", remind("01T12:20")],
    ["/remind 20m look at the queue", remind("01T12:20", "look at the queue")],
    ["/Remind 20M Look at it", remind("01T12:20", "Look at it")],
    ["/remind me in 20m to look", remind("01T12:20", "to look")],
    ["/remind 1h30m x", remind("01T13:30", "x")],
    ["/remind 1h 30m x", remind("01T13:30", "x")],
    ["/remind in 1h 30m, x", remind("01T13:30", "x")],
    ["/remind 20m: is it up?", remind("01T12:20", "is it up?")],
    ["/remind 20m 14:45 is the deadline", remind("01T12:20", "14:45 is the deadline")],
    ["/remind 14:45", remind("01T12:45")],
    ["/remind at 14:45 call Ann", remind("01T12:45", "call Ann")],
    ["/remind 09:30 call Ann", remind("02T07:30", "call Ann")],
    ["/remind 2026-08-02T09:30Z x", remind("02T09:30", "x")],
    ["/remind 2026-08-02T09:30+02:00 x", remind("02T07:30", "x")],
    ["/remind 2026-08-02 09:30 x", remind("02T07:30", "x")],
    ["/remind 2026-08-02 09:30 UTC x", remind("02T09:30", "x")],
    ["/remind 30d", remind("31T12:00")],
    ["/remind 20m\u00a0look\u200b", remind("01T12:20", "look\u200b")],
    ["/remind 20m\u200b look", remind("01T12:20", "look")],
    ["/remind 20m “look — now”", remind("01T12:20", "“look — now”")],
    ["/remind 20m at=14:45", remind("01T12:20", "at=14:45")],
  ])("%s", (line, command) => expect(read(line)).toEqual([command]));

  test.each([
    ["/remind", "no time", anyForm],
    ["/remind me in", "no time", anyForm],
    ["/remind look in 20m", "look", forms],
    ["/remind me to look in 20m", "to", forms],
    ["/remind soon", "soon", forms],
    ["/remind 20", "20", forms],
    ["/remind 20 minutes", "20", forms],
    ["/remind 0m", "0m", forms],
    ["/remind -20m", "-20m", forms],
    ["/remind \u221220m", "-20m", forms],
    ["/remind 20m ago", "20m ago", forms],
    ["/remind 30m 1h", "30m1h", forms],
    ["/remind 25:00 x", "25:00", forms],
    ["/remind 14.45 x", "14.45", forms],
    ["/remind 2:45 pm call", "2:45 pm", forms],
    ["/remind 14:45 CET call", "14:45 CET", forms],
    ["/remind 14:45 tomorrow", "14:45 tomorrow", forms],
    ["/remind 09:30 Monday, call", "09:30 Monday", forms],
    ["/remind 2026-08-02 09:30 CEST x", "2026-08-02 09:30 CEST", forms],
    ["/remind 2026-02-30 09:30 x", "2026-02-30 09:30", expect.stringContaining(forms)],
    ["/remind 2026-08-02 x", "2026-08-02 x", forms],
    ["/remind 2026-08-02 20m", "2026-08-02 20m", forms],
    ["/remind 14:45 AEST x", "14:45 AEST", forms],
    ["/remind 2026-08-02", "2026-08-02", forms],
    ["/remind 2026-08-01 13:59 x", "2026-08-01 13:59", noPast],
    ["/remind 2020-01-01T00:00Z", "2020-01-01T00:00Z", noPast],
    ["/remind 31d x", "31d", "a time at most 30 days ahead"],
    ["/remind 2027-08-01T12:00Z", "2027-08-01T12:00Z", "a time at most 30 days ahead"],
    ["/remind 999999w", "999999w", "a time between the years 2000 and 2100"],
  ])("%s says what came and what was expected", (line, came, expected) => {
    expect(read(line)).toEqual([
      { kind: "Misread", came, expected, example: "/remind 20m look at the queue again" },
    ]);
  });

  test("refuses a time that clocks leave out or show twice", () => {
    expect(read("/remind 02:30", "2026-03-29T00:30:00Z")).toMatchObject([
      { kind: "Misread", expected: expect.stringContaining("clocks went over 02:30") },
    ]);
    expect(read("/remind 2026-10-25 02:30 x", "2026-10-24T12:00:00Z")).toMatchObject([
      { kind: "Misread", expected: expect.stringContaining("twice") },
    ]);
  });
});

describe("/snooze and /unsnooze", () => {
  test.each([
    ["/snooze", snooze("01T12:30")],
    ["/snooze 1h", snooze("01T13:00")],
    ["/Snooze for 1h.", snooze("01T13:00")],
    ["/snooze 1h 30m", snooze("01T13:30")],
    ["/snooze until 14:45", snooze("01T12:45")],
    ["/snooze 24h", snooze("02T12:00")],
    ["/unsnooze", { kind: "UnsnoozeReminders" }],
    ["/incident unsnooze ", { kind: "UnsnoozeReminders" }],
  ])("%s", (line, command) => expect(read(line)).toEqual([command]));

  test.each([
    ["/snooze for", "no time", anyForm, "/snooze 1h"],
    ["/snooze off", "off", forms, "/snooze 1h"],
    ["/snooze 1h please", "1h please", nothingElse, "/snooze 1h"],
    ["/snooze 0m", "0m", forms, "/snooze 1h"],
    ["/snooze 25h", "25h", "a time at most 1 day ahead", "/snooze 1h"],
    ["/snooze 2026-08-01T11:00Z", "2026-08-01T11:00Z", noPast, "/snooze 1h"],
    ["/snooze 2:45 pm", "2:45 pm", forms, "/snooze 1h"],
    ["/unsnooze 1h", "1h", "nothing after it; /snooze names a time", "/unsnooze"],
  ])("%s says what came and what was expected", (line, came, expected, example) => {
    expect(read(line)).toEqual([{ kind: "Misread", came, expected, example }]);
  });
});

test("who may snooze may end it", () => {
  const { config } = readConfig("version: 1\npermissions: { snooze: write }");
  const rules = ["snooze", "unsnooze"].map((verb) => config && ruleOf(config, verb));
  expect(rules).toEqual([{ who: "write" }, { who: "write" }]);
});

describe("/watch", () => {
  test.each([
    ["/watch 2h", watch("01T14:00")],
    ["/monitor for 2h", watch("01T14:00")],
    ["/Stalk until 18:00", watch("01T16:00")],
    ["/watch 7d", watch("08T12:00")],
    ["/watch 2026-08-02 09:30 UTC", watch("02T09:30")],
  ])("%s", (line, command) => expect(read(line)).toEqual([command]));

  test.each([
    ["/watch", "no time", anyForm],
    ["/monitor the queue", "the", forms],
    ["/watch 2h the queue", "2h the queue", nothingElse],
    ["/watch 8d", "8d", "a time at most 7 days ahead"],
    ["/watch 2026-08-01T11:59Z", "2026-08-01T11:59Z", noPast],
  ])("%s says what came and what was expected", (line, came, expected) => {
    expect(read(line)).toEqual([{ kind: "Misread", came, expected, example: "/watch 2h" }]);
  });
});

test("no time makes a command throw or leave its bounds", () => {
  const words = ["in", "me", "1h", "30m", "14:45", "2026-08-02", "25:00", "UTC", "ago", "-5m", "x"];
  const bounds = { remind: 30, snooze: 1, watch: 7 };
  for (const [verb, days] of Object.entries(bounds)) {
    for (const first of words) {
      for (const second of words) {
        for (const third of words) {
          const [command] = read(`/${verb} ${first} ${second} ${third}`);
          const at =
            command && ("at" in command ? command.at : "until" in command && command.until);
          if (!at) continue;
          const ahead = Date.parse(at) - Date.parse(said.at);
          expect(ahead > 0 && ahead <= days * 86_400_000).toBe(true);
        }
      }
    }
  }
});

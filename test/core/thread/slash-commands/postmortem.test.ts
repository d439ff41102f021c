import { describe, expect, test } from "vitest";
import { parseComment } from "../../../../src/core/thread/parse-comment.ts";

const said = { at: "2026-08-01T12:00:00Z", timezone: "Europe/Berlin", by: "jane" };
const read = (line: string) =>
  parseComment(line, { prefixes: [], bareVerbs: true }, said).map(({ command }) => command);
const due = (dueAt: string) => ({ kind: "SchedulePostmortem", dueAt });

describe("/postmortem", () => {
  test.each([
    ["/postmortem", { kind: "Ask", topic: "postmortem" }],
    ["/incident postmortem", { kind: "Ask", topic: "postmortem" }],
    ["/pm", { kind: "Ask", topic: "postmortem" }],
    ["/retro create", { kind: "OpenPostmortem" }],
    ["/rca Create.", { kind: "OpenPostmortem" }],
    ["/postmortem ready", { kind: "CompletePostmortem" }],
    ["/postmortem owner @jane", { kind: "OwnPostmortem", login: "jane" }],
    [
      '/postmortem waive reason="same outage as #12"',
      { kind: "WaivePostmortem", reason: "same outage as #12" },
    ],
    [
      "/postmortem waive same outage as #12",
      { kind: "WaivePostmortem", reason: "same outage as #12" },
    ],
  ])("%s", (line, command) => expect(read(line)).toEqual([command]));

  test.each([
    ["/postmortem due 2026-08-03", due("2026-08-03T15:00:00Z")],
    ["/postmortem due 2026-12-03", due("2026-12-03T16:00:00Z")],
    ["/postmortem due 2026-08-01", due("2026-08-01T15:00:00Z")],
    ["/postmortem due 5d", due("2026-08-06T15:00:00Z")],
    ["/postmortem due 2w", due("2026-08-15T15:00:00Z")],
    ["/postmortem due 36h", due("2026-08-03T00:00:00Z")],
    ["/postmortem due 2026-08-03T12:00Z", due("2026-08-03T12:00:00Z")],
    ["/postmortem due 2026-08-03 12:00", due("2026-08-03T10:00:00Z")],
  ])("%s is 17:00 on that day, or the time it names", (line, command) =>
    expect(read(line)).toEqual([command]),
  );

  test.each([
    ["/postmortem maybe", "maybe"],
    ["/postmortem create now", "create now"],
    ["/postmortem ready soon", "ready soon"],
    ["/postmortem waive", "no reason"],
    ['/postmortem waive reason="no"', "no"],
    ["/postmortem due", "no date"],
    ["/postmortem due someday", "someday"],
    ["/postmortem due 2026-07-31", "2026-07-31"],
    ["/postmortem due 2026-02-31", "2026-02-31"],
    ["/postmortem due 2026-07-31T12:00Z", "2026-07-31T12:00Z"],
    ["/postmortem owner", "nobody"],
    ["/postmortem owner jane", "jane"],
    ["/postmortem owner @acme/ops", "@acme/ops"],
  ])("%s says what came", (line, came) => {
    expect(read(line)).toMatchObject([{ kind: "Misread", came }]);
  });

  test("due today after 17:00 has passed", () => {
    const evening = { ...said, at: "2026-08-01T16:00:00Z" };
    const [line] = parseComment("/pm due 2026-08-01", { prefixes: [], bareVerbs: true }, evening);
    expect(line?.command).toMatchObject({
      kind: "Misread",
      expected: "a time to come: a day means 17:00 on it, and that has passed",
    });
  });
});

import { describe, expect, test } from "vitest";
import { parseComment } from "../../../../src/core/thread/parse-comment.ts";

const said = { at: "2026-08-01T12:00:00Z", timezone: "UTC", by: "jane" };
const read = (line: string) =>
  parseComment(line, { prefixes: [], bareVerbs: true }, said).map(({ command }) => command);

describe("/runbook", () => {
  test.each([
    ["/runbook", { kind: "Ask", topic: "runbooks" }],
    ["/incident runbook", { kind: "Ask", topic: "runbooks" }],
    ["/runbook high-cpu", { kind: "PickRunbook", name: "high-cpu" }],
    ["/playbook Database outage ", { kind: "PickRunbook", name: "Database outage" }],
  ])("%s", (line, command) => expect(read(line)).toEqual([command]));

  test("cuts a name that no file has", () => {
    expect(read(`/runbook ${"x".repeat(5000)}`)).toEqual([
      { kind: "PickRunbook", name: `${"x".repeat(99)}…` },
    ]);
  });
});

describe("/step", () => {
  const mark = (step: number, to: string, note?: string) => ({
    kind: "MarkStep",
    step,
    to,
    ...(note !== undefined && { note }),
  });

  test.each([
    ["/step 3 done", mark(3, "done")],
    ["/step 3. Done.", mark(3, "done")],
    ["/step 12 skip only one replica here", mark(12, "skipped", "only one replica here")],
    ["/step 12 skipped", mark(12, "skipped")],
    ["/step 1 failed it timed out", mark(1, "failed", "it timed out")],
    ["/step 1 fail", mark(1, "failed")],
    ["/step 2 undo", mark(2, "open")],
    ["/step 2 open", mark(2, "open")],
  ])("%s", (line, command) => expect(read(line)).toEqual([command]));

  test.each([
    ["/step", "no number", "the number of a step"],
    ["/step done", "done", "the number of a step"],
    ["/step 0 done", "0 done", "the number of a step"],
    ["/step -1 done", "-1 done", "the number of a step"],
    ["/step ３ done", "３ done", "the number of a step"],
    ["/step 3", "no state", "done, skip, failed or open after the number"],
    ["/step 3 maybe", "maybe", "done, skip, failed or open after the number"],
  ])("%s says what came and what was expected", (line, came, expected) => {
    expect(read(line)).toEqual([{ kind: "Misread", came, expected, example: "/step 3 done" }]);
  });
});

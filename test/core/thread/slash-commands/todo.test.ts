import { describe, expect, test } from "vitest";
import { parseComment } from "../../../../src/core/thread/parse-comment.ts";
import { mostLines } from "../../../../src/core/thread/read-comment.ts";

const said = { at: "2026-08-01T12:00:00Z", timezone: "UTC", by: "jane" };
const read = (body: string, bareVerbs = true) =>
  parseComment(body, { prefixes: [], bareVerbs }, said).map(({ line, verb, command }) => ({
    line,
    verb,
    command,
  }));
const todo = (text: string, more = {}) => ({
  verb: "action",
  command: { kind: "AddActionItem", text, ...more, todo: true },
});

describe("a line that begins with TODO", () => {
  test.each([
    ["TODO: alert on the queue", todo("alert on the queue")],
    ["TODO:alert", todo("alert")],
    ["Todo: alert", todo("alert")],
    [
      "TODO: alert @jane due=5d type=detect",
      todo("alert", { owner: "jane", due: "2026-08-06", type: "detect" }),
    ],
    ['TODO: alert verified="it rings"', todo("alert", { verified: "it rings" })],
  ])("is read as /action: %s", (body, expected) => {
    expect(read(body)).toEqual([{ line: 1, ...expected }]);
  });

  test("may stand beside commands, each in its line", () => {
    expect(read("We saw it.\nTODO: alert\n\n/note x\nTODO: runbook")).toMatchObject([
      { line: 2, ...todo("alert") },
      { line: 4, verb: "note" },
      { line: 5, ...todo("runbook") },
    ]);
  });

  test.each([
    ["TODO: alert due=someday", "alert due=someday"],
    ["TODO: alert type=magic @jane", "alert @jane type=magic"],
    ["TODO: due=5d", "due=5d"],
  ])("is never called wrong: %s stays text", (body, text) => {
    expect(read(body)).toMatchObject([todo(text)]);
  });

  test("is never warned about", () => {
    const body = 'TODO: alert due=1d due=2d verified="it rings';
    const [line] = parseComment(body, { prefixes: [], bareVerbs: true }, said);
    expect(line).toMatchObject({ warnings: [], command: { text: "alert", due: "2026-08-03" } });
  });

  test.each([
    ["in a quote", "> TODO: alert"],
    ["in a fence", "```\nTODO: alert\n```"],
    ["in a list", "- TODO: alert"],
    ["in code", "`TODO: alert`"],
    ["after blanks", "a\n  TODO: alert"],
    ["in a heading", "TODO: alert\n===="],
    ["without a colon", "TODO alert"],
    ["without anything to do", "TODO:"],
    ["in the middle of a line", "a TODO: alert"],
  ])("says nothing, not even a hint, %s", (_where, body) => expect(read(body)).toEqual([]));

  test("says nothing on an issue that is not ours", () => {
    expect(read("TODO: alert", false)).toEqual([]);
    expect(read("TODO: alert\n/incident help", false)).toMatchObject([{ line: 2, verb: "help" }]);
  });

  test("is no reason for a hint where there are very many", () => {
    const all = read("TODO: x\n".repeat(mostLines + 10));
    expect(all).toHaveLength(mostLines);
    expect(all.every(({ command }) => command.kind === "AddActionItem")).toBe(true);
  });

  test("is no reason for an answer in a comment too tangled to be read", () => {
    const tangled = `TODO: alert\n${"=\n".repeat(9_000)}`;
    expect(read(tangled)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { othersWords } from "../../../src/core/thread/others-words.ts";
import { parseComment } from "../../../src/core/thread/parse-comment.ts";
import {
  commandTable,
  findBareCommand,
  findCommand,
  slashCommands,
} from "../../../src/core/thread/registry.ts";

const how = { prefixes: [], bareVerbs: true };
const said = { at: "2026-08-01T12:00:00Z", timezone: "UTC", by: "jane" };
const words = slashCommands.flatMap(({ verb, bareVerb, aliases, onlyAfterIncident }) => {
  const bare = onlyAfterIncident ? [] : [bareVerb ?? verb, ...aliases];
  return { verb, bare, all: [verb, ...(bareVerb === undefined ? [] : [bareVerb]), ...aliases] };
});

describe("the words we answer to", () => {
  test("belong to one verb each", () => {
    const all = words.flatMap((each) => each.all);
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
  });

  test("are bare ones only where nobody else answers to them", () => {
    expect(words.flatMap(({ bare }) => bare).filter((word) => othersWords.has(word))).toEqual([]);
  });

  test("can be typed", () => {
    for (const { all } of words) for (const word of all) expect(word).toMatch(/^[a-z][a-z-]+$/);
  });

  test("lead to their verb, bare or after /incident", () => {
    for (const { verb, bare, all } of words) {
      for (const word of all) expect(findCommand(word)?.verb).toBe(verb);
      for (const word of bare) expect(findBareCommand(word)?.verb).toBe(verb);
    }
  });

  test.each([
    "close",
    "reopen",
    "declare",
    "list",
    "check",
    "help",
    "create",
    "new",
    "constructor",
  ])("do not include a bare %s", (word) => expect(findBareCommand(word)).toBeUndefined());
});

describe("every example of the help", () => {
  const examples = slashCommands.flatMap(({ verb, examples }) =>
    examples.map((example) => ({ verb, example })),
  );
  test.each(examples)("$example is read as $verb", ({ verb, example }) => {
    const parsed = parseComment(example, how, said);
    expect(parsed).toMatchObject([{ line: 1, verb, raw: example, warnings: [] }]);
    expect(parsed[0]?.command.kind).not.toBe("Misread");
  });
});

describe("the table of commands", () => {
  test("has one row per verb with what help has to say", () => {
    expect(commandTable().map(({ verb }) => verb)).toEqual(slashCommands.map(({ verb }) => verb));
    for (const row of commandTable()) {
      expect(row.usage.length).toBeGreaterThan(0);
      expect(row.summary).toMatch(/^[A-Z].*\.$/);
      expect(row.permission).toMatch(/any|triage|write|holder|self/);
    }
  });

  test("says who may in the words of the permission table", () => {
    const who = Object.fromEntries(commandTable().map((row) => [row.verb, row.permission]));
    expect(who).toMatchObject({
      ack: "triage",
      sev: "triage to set or raise, write or holder of commander to lower",
      resolve: "write or holder of commander; with --force: maintain",
      close: "write",
      done: "self (owner) or write",
      help: "any",
    });
  });
});

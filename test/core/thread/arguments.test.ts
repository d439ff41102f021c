import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterWords, readArguments } from "../../../src/core/thread/arguments.ts";

const known = { options: ["at", "reason"], flags: ["force"] };

function read(rest: string) {
  const { text, options, flags, warnings } = readArguments("note", rest, known);
  return { text, options: Object.fromEntries(options), flags: [...flags], warnings };
}

describe("what follows a verb", () => {
  test.each<{
    name: string;
    rest: string;
    text?: string;
    options?: Record<string, string>;
    flags?: string[];
  }>([
    { name: "nothing", rest: "" },
    { name: "text, verbatim", rest: '  a  "b"  c=d \\" ', text: 'a  "b"  c=d \\"' },
    { name: "an option", rest: "at=09:30", options: { at: "09:30" } },
    { name: "an option before text", rest: "at=1 a b", text: "a b", options: { at: "1" } },
    { name: "an option within text", rest: "a at=1 b", text: "a b", options: { at: "1" } },
    { name: "an option after text", rest: "a b at=1", text: "a b", options: { at: "1" } },
    { name: "a key in capitals", rest: "At=1", options: { at: "1" } },
    { name: "a key it does not know", rest: "a=b happened", text: "a=b happened" },
    {
      name: "a key of every object",
      rest: "__proto__=1 constructor=2",
      text: "__proto__=1 constructor=2",
    },
    { name: "a value in quotes", rest: 'reason="a b" c', text: "c", options: { reason: "a b" } },
    {
      name: "a value in curly quotes",
      rest: "reason=“a b” c",
      text: "c",
      options: { reason: "a b" },
    },
    {
      name: "a value in low quotes",
      rest: "reason=„a b“ c",
      text: "c",
      options: { reason: "a b" },
    },
    {
      name: "curly quotes within straight ones",
      rest: 'reason="a “b” c"',
      options: { reason: "a “b” c" },
    },
    { name: "an apostrophe within quotes", rest: "reason=“it’s”", options: { reason: "it’s" } },
    {
      name: "escaped quotes",
      rest: String.raw`reason="a \"b\" \\ c"`,
      options: { reason: 'a "b" \\ c' },
    },
    { name: "an empty value", rest: "reason= a", text: "a", options: { reason: "" } },
    { name: "an equals sign within a value", rest: "reason=a=b", options: { reason: "a=b" } },
    { name: "an equals sign within a word", rest: "xat=1", text: "xat=1" },
    { name: "a flag", rest: "--force", flags: ["force"] },
    { name: "a flag as phones write it", rest: "—force", flags: ["force"] },
    { name: "a flag with a shorter dash", rest: "–force x", text: "x", flags: ["force"] },
    { name: "a flag it does not know", rest: "--hard", text: "--hard" },
    { name: "a flag within a word", rest: "--forced", text: "--forced" },
    {
      name: "a flag with a reason",
      rest: '--force "a b" c',
      text: "c",
      options: { force: "a b" },
      flags: ["force"],
    },
    {
      name: "a flag with a value",
      rest: "--force=a b",
      text: "b",
      options: { force: "a" },
      flags: ["force"],
    },
    { name: "a dash as phones write it in a value", rest: "at=–15m", options: { at: "-15m" } },
    { name: "unseen characters in a key", rest: "\u200bat=1", options: { at: "1" } },
  ])("$name", ({ rest, text = "", options = {}, flags = [] }) => {
    expect(read(rest)).toEqual({ text, options, flags, warnings: [] });
  });

  test("a quote that is never closed takes the rest of the line and warns", () => {
    expect(read('a reason="b c at=1')).toEqual({
      text: "a",
      options: { reason: "b c at=1" },
      flags: [],
      warnings: ["The quote after reason is never closed: it took the rest of the line."],
    });
  });

  test("of two equal keys the last counts, with a warning", () => {
    expect(read("at=1 at=2")).toMatchObject({
      options: { at: "2" },
      warnings: ["at is given twice; the last one counts."],
    });
  });

  test("no word is lost", () => {
    const word = fc.constantFrom("at=", "reason=", "--force", " ", '"', "a", "b", "\\", "=", "“");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const rest = words.join("");
        const { text, options, warnings } = read(rest);
        if (warnings.some((each) => each.includes("twice"))) return;
        const kept = text + Object.values(options).join("");
        const letters = (from: string) => from.replace(/at=|reason=|force/g, "").match(/[ab]/g);
        expect(letters(kept)?.length ?? 0).toBe(letters(rest)?.length ?? 0);
      }),
    );
  });
});

test("the text after some words stays verbatim", () => {
  expect(afterWords("1  the  rest ", 1)).toBe("the  rest ");
  expect(afterWords("one", 2)).toBe("");
});

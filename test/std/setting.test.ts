import { expect, test } from "vitest";
import { complaintAbout, readNamedValues } from "../../src/std/setting.ts";

const form = { separator: /[\s,]+/, fits: (value: string) => value !== "" && value !== "bad" };

test.each([
  ["", []],
  ["a=1", [["a", "1"]]],
  [
    " a=1,\n b-2_c.d==x ",
    [
      ["a", "1"],
      ["b-2_c.d", "=x"],
    ],
  ],
  ["constructor=1", [["constructor", "1"]]],
])("%j is read", (text, expected) => {
  expect(readNamedValues(text, form)).toEqual({ value: new Map(expected as [string, string][]) });
});

test.each([
  ["secret", "pair 1 of 1 does not begin with a name and an ="],
  ["a=1 =secret", "pair 2 of 2 does not begin with a name and an ="],
  ["a = secret", "pair 1 of 3 does not begin with a name and an ="],
  ["sec/ret=1", "pair 1 of 1 does not begin with a name and an ="],
  [`${"s".repeat(51)}=1`, "pair 1 of 1 does not begin with a name and an ="],
  ["a=", "the value of pair 1 of 1 has another form"],
  ["a=1,b=bad", "the value of pair 2 of 2 has another form"],
  ["a=1,a=secret", "pair 2 of 2 has the name of an earlier one"],
])("%j is refused without a word of it", (text, wrong) => {
  expect(readNamedValues(text, form)).toEqual({ wrong });
});

test("a complaint says how much came, what is wrong, what was expected, and an example", () => {
  const setting = { name: "KEYS", expected: "keys by name", example: "a=1" };
  expect(complaintAbout(setting, "secret", "pair 1 of 1 has no name")).toBe(
    "KEYS: got a value of 6 characters (pair 1 of 1 has no name); " +
      "expected keys by name, for example KEYS=a=1",
  );
});

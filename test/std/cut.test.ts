import { expect, test } from "vitest";
import { cut } from "../../src/std/cut.ts";

test.each([
  { text: "abc", max: 3, kept: "abc" },
  { text: "abcd", max: 3, kept: "ab…" },
  { text: "a👩b", max: 3, kept: "a…" },
  { text: "ab👩", max: 4, kept: "ab👩" },
  { text: "abc", max: 1, kept: "…" },
  { text: "abc", max: 0, kept: "" },
  { text: "", max: 0, kept: "" },
])("$text cut at $max is $kept", ({ text, max, kept }) => {
  expect(cut(text, max)).toBe(kept);
});

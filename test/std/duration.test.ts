import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration, printDuration } from "../../src/std/duration.ts";

const minute = 60_000;

describe("a duration", () => {
  it.each([
    ["15m", 15 * minute],
    ["1h", 60 * minute],
    ["2d", 48 * 60 * minute],
    ["1w", 7 * 24 * 60 * minute],
    ["90s", 90_000],
    ["1h30m", 90 * minute],
    ["20M", 20 * minute],
    ["0m", 0],
  ])("%s is read", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    "",
    "15",
    "m",
    "-15m",
    "1.5h",
    "15 m",
    " 15m",
    "15m\n",
    "15 minutes",
    "30m1h",
    "1h1h",
    "１５m",
    "9999999m",
    "1e3m",
    "1y",
  ])("%j is not one", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    [0, "0s"],
    [999, "0s"],
    [1500, "1s"],
    [90 * minute, "1h30m"],
    [48 * 60 * minute, "2d"],
    [-15 * minute, "-15m"],
  ])("%d ms are printed as %s", (ms, text) => {
    expect(printDuration(ms)).toBe(text);
  });

  it("is read back from what is printed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 * 86_400 }), (seconds) => {
        expect(parseDuration(printDuration(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });
});

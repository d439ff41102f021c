import { describe, expect, test } from "vitest";
import { editDistance } from "../../src/std/edit-distance.ts";

describe("the distance between two words", () => {
  test.each([
    { from: "ack", to: "ack", distance: 0 },
    { from: "akc", to: "ack", distance: 1 },
    { from: "ac", to: "ack", distance: 1 },
    { from: "aack", to: "ack", distance: 1 },
    { from: "ock", to: "ack", distance: 1 },
    { from: "resovle", to: "resolve", distance: 1 },
    { from: "resolvd", to: "resolved", distance: 1 },
    { from: "statsu", to: "status", distance: 1 },
    { from: "sttaus", to: "status", distance: 1 },
    { from: "", to: "ab", distance: 2 },
    { from: "kitten", to: "sitting", distance: 3 },
    { from: "a", to: "abcdef", distance: 4 },
    { from: "abcdefgh", to: "12345678", distance: 4 },
  ])("from $from to $to is $distance, at most 4", ({ from, to, distance }) => {
    expect(editDistance(from, to, 3)).toBe(distance);
    expect(editDistance(to, from, 3)).toBe(distance);
  });
});

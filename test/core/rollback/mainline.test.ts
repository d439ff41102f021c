import { expect, test } from "vitest";
import { broughtBy, mainlineOf } from "../../../src/core/rollback/mainline.ts";
import { commitMade } from "./commit-made.ts";

// base ── a ──── merge ── c
//   └── side1 ── side2 ┘
const commits = [
  commitMade("a", ["base"]),
  commitMade("side1", ["base"]),
  commitMade("side2", ["side1"]),
  commitMade("merge", ["a", "side2"]),
  commitMade("c", ["merge"]),
];

test("the branch itself follows first parents", () => {
  expect(mainlineOf(commits, "c").map(({ sha }) => sha)).toEqual(["c", "merge", "a"]);
});

test("every commit came with the first commit of the branch that contains it", () => {
  const brought = broughtBy(commits, mainlineOf(commits, "c"));
  expect(Object.fromEntries([...brought].map(([sha, { sha: by }]) => [sha, by]))).toEqual({
    a: "a",
    base: "a",
    merge: "merge",
    side2: "merge",
    side1: "merge",
    c: "c",
  });
});

test("a head that is not among the commits has no mainline", () => {
  expect(mainlineOf(commits, "elsewhere")).toEqual([]);
});

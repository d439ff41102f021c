import { expect, test } from "vitest";
import { conflictFiles } from "../../../src/core/rollback/conflict-files.ts";
import { revertPaths } from "../../../src/core/rollback/path-revert.ts";
import { treeOf } from "./tree-of.ts";

type Files = Readonly<Record<string, string>>;

const named = (before: Files, after: Files, head: Files) => {
  const trees = { before: treeOf(before), after: treeOf(after), head: treeOf(head) };
  return conflictFiles(trees, revertPaths(trees).needsMerge);
};

test("names what was changed by the change and again since, and nothing else", () => {
  const files = named(
    { same: "1", once: "1", twice: "1", later: "1" },
    { same: "1", once: "2", twice: "2", later: "1" },
    { same: "1", once: "2", twice: "3", later: "2" },
  );
  expect(files).toEqual(["twice"]);
});

test("names first what cannot be merged: an added file that was edited since", () => {
  const files = named({ a: "1", b: "1" }, { a: "2", b: "2", c: "1" }, { b: "3", c: "9" });
  expect(files).toEqual(["c", "b", "a"]);
});

test("leaves out a file that only moved, when something else is in conflict", () => {
  const moved = { before: { a: "1", b: "1" }, after: { a: "2", b: "2" } };
  expect(named(moved.before, moved.after, { moved: "2", b: "3" })).toEqual(["b"]);
});

test("names the old path of a moved file when nothing else can be in conflict", () => {
  expect(named({ a: "1" }, { a: "2" }, { moved: "2" })).toEqual(["a"]);
});

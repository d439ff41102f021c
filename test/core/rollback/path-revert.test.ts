import { describe, expect, test } from "vitest";
import { revertPaths } from "../../../src/core/rollback/path-revert.ts";
import { treeChanges } from "../../../src/core/rollback/tree-changes.ts";
import { treeOf } from "./tree-of.ts";

const row = (before: Files, after: Files, head: Files) => ({ before, after, head });
type Files = Readonly<Record<string, string>>;

describe("undoing a change path by path", () => {
  test.each([
    ["an edit is taken back", row({ a: "1" }, { a: "2" }, { a: "2", new: "x" }), { a: "1" }],
    ["an added file goes", row({}, { a: "2" }, { a: "2" }), { a: null }],
    ["a deleted file comes back", row({ a: "1" }, {}, { b: "x" }), { a: "1" }],
    ["a moved file moves back", row({ a: "1" }, { b: "1" }, { b: "1" }), { a: "1", b: null }],
    [
      "a file that became a folder is one again",
      row({ a: "1" }, { "a/b": "2", "a/c": "3" }, { "a/b": "2", "a/c": "3" }),
      { a: "1" },
    ],
    [
      "a folder that became a file is one again, as a whole",
      row({ "a/b": "1", "a/c": "2" }, { a: "3" }, { a: "3", z: "1" }),
      { a: "b=1,c=2" },
    ],
  ])("%s", (_, { before, after, head }, expected) => {
    const trees = { before: treeOf(before), after: treeOf(after), head: treeOf(head) };
    const { entries, needsMerge } = revertPaths(trees);
    expect(needsMerge).toEqual([]);
    expect(Object.fromEntries(entries.map(({ path, sha }) => [path, sha]))).toEqual(expected);
  });

  test.each([
    ["edited again", row({ a: "1" }, { a: "2" }, { a: "3" }), ["a"]],
    ["deleted since", row({ a: "1" }, { a: "2" }, {}), ["a"]],
    ["added again since", row({ a: "1" }, {}, { a: "3" }), ["a"]],
    ["a folder where it would come back", row({ a: "1" }, {}, { "a/b": "2" }), ["a"]],
    ["a file where its folder would come back", row({ "a/b": "1" }, {}, { a: "2" }), ["a/b"]],
    [
      "a new file in the folder that would become a file again",
      row({ a: "1" }, { "a/b": "2" }, { "a/b": "2", "a/new": "3" }),
      ["a"],
    ],
    ["made executable since", row({ a: "1" }, { a: "2" }, { a: "2 x" }), ["a"]],
  ])("a file %s needs a merge", (_, { before, after, head }, expected) => {
    const trees = { before: treeOf(before), after: treeOf(after), head: treeOf(head) };
    expect(revertPaths(trees).needsMerge).toEqual(expected);
  });

  test("what is as before already is left alone", () => {
    const before = treeOf({ a: "1", b: "1" });
    const after = treeOf({ a: "2", b: "2" });
    const reverted = revertPaths({ before, after, head: treeOf({ a: "1", b: "2" }) });
    expect(reverted.alreadyBack).toEqual(["a"]);
    expect(reverted.needsMerge).toEqual([]);
    expect(reverted.entries.map(({ path }) => path)).toEqual(["b"]);
  });

  test("a mode is part of a file", () => {
    const [before, after] = [treeOf({ a: "1" }), treeOf({ a: "1 x" })];
    const { entries } = revertPaths({ before, after, head: after });
    expect(entries).toEqual([{ path: "a", mode: "100644", type: "blob", sha: "1" }]);
  });

  test("workflows are listed and left alone", () => {
    const before = treeOf({ ".github/workflows/ci.yml": "1", ".github/other.yml": "1" });
    const after = treeOf({ ".github/workflows/ci.yml": "2", ".github/other.yml": "2" });
    const reverted = revertPaths({ before, after, head: after });
    expect(reverted.workflows).toEqual([".github/workflows/ci.yml"]);
    expect(reverted.changed).toEqual([".github/other.yml"]);
    expect(reverted.entries.map(({ path }) => path)).toEqual([".github/other.yml"]);
  });
});

test("nothing is both taken out and put back under one name", () => {
  const from = treeOf({ a: "1", "b/c": "2", "b/d": "3" });
  const to = treeOf({ "a/x": "4", "a/y": "5", b: "6" });
  const paths = ["a", "a/x", "a/y", "b", "b/c", "b/d"];
  expect(treeChanges(paths, { from, to })).toEqual([
    { path: "a", mode: "040000", type: "tree", sha: "x=4,y=5" },
    { path: "b", mode: "100644", type: "blob", sha: "6" },
  ]);
});

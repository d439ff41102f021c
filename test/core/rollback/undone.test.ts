import { describe, expect, test } from "vitest";
import { readSubject, revertOf, undoneCommit } from "../../../src/core/rollback/undone.ts";
import { commitMade } from "./commit-made.ts";

describe("what a commit says of its pull request", () => {
  test.each([
    ["Merge pull request #12 from a/b\n\nCache it", { title: "Cache it", pull: 12 }],
    ["Merge pull request #12 from a/b", { title: "Merge pull request #12 from a/b", pull: 12 }],
    ["Cache it (#12)\n\nwords", { title: "Cache it", pull: 12 }],
    ["Cache it, as #12 says", { title: "Cache it, as #12 says" }],
    ["(#12)", { title: "(#12)" }],
    ["", { title: "" }],
  ])("%j", (message, expected) => {
    expect(readSubject(message)).toEqual(expected);
  });

  test("a very long first line is cut", () => {
    const { title } = undoneCommit(commitMade("a", [], "x".repeat(5000)));
    expect(title).toHaveLength(80);
  });
});

test("a revert is known by a title that was cut", () => {
  const long = `Cache ${"everything ".repeat(20)}`.trim();
  const undone = undoneCommit(commitMade("a", [], long));
  const later = commitMade("b", [], `Revert "${long}"`);
  expect(revertOf(undone, [later])).toBe(later);
});

describe("a later commit that says it reverts", () => {
  const sha = "a".repeat(40);
  const undone = { sha, title: "Cache it", pull: 12 };
  test.each([
    [`Revert "Cache it"\n\nThis reverts commit ${sha}.`, true],
    [`Roll back: Cache it\n\nThis reverts commit ${sha}.`, true],
    ['Revert "Cache it" (#14)\n\nReverts owner/repo#12', true],
    [`This reverts commit ${"b".repeat(40)}.`, false],
    ["Undo the cache (#14)\n\nReverts owner/repo#12", true],
    ["Undo the cache (#14)\n\nReverts owner/repo#123", false],
    ["Cache it again", false],
  ])("%j: %s", (message, expected) => {
    expect(revertOf(undone, [commitMade("later", [], message)]) !== undefined).toBe(expected);
  });
});

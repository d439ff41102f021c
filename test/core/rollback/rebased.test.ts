import { describe, expect, test } from "vitest";
import {
  landedCommits,
  mayBeRebased,
  pushedCommits,
  saysSquashed,
} from "../../../src/core/rollback/rebased.ts";
import { commitMade } from "./commit-made.ts";

const own = [commitMade("o1", ["m0"], "one"), commitMade("o2", ["o1"], "two")];
const main = (first: string, second: string) => [
  commitMade("m3", ["m2"], second),
  commitMade("m2", ["m1"], first),
  commitMade("m1", ["m0"], "somebody else's"),
];

describe("how several commits of a pull request landed", () => {
  test.each([
    ["rebased, all of them", main("one", "two"), "m1", ["m3", "m2"]],
    ["rebased, but the first was there already", main("other", "two"), "m2", ["m3"]],
    ["squashed under words of its own", main("other", "something"), "m2", ["m3"]],
  ])("%s", (_, branch, before, commits) => {
    const [last = commitMade("", [])] = branch;
    const landed = landedCommits({ last, originals: own, branch });
    expect(landed.before).toBe(before);
    expect(landed.commits.map(({ sha }) => sha)).toEqual(commits);
  });

  test("merges of the default branch into it are not rebased", () => {
    const [first = commitMade("", []), second = commitMade("", [])] = own;
    const merge = commitMade("o3", ["o1", "m1"], "Merge branch 'main' into work");
    const branch = main("one", "two");
    const [last = commitMade("", [])] = branch;
    const originals = [first, merge, second];
    expect(landedCommits({ last, originals, branch }).before).toBe("m1");
    expect(mayBeRebased(last, [...originals, merge])).toBe(true);
  });

  test("only a commit with the words of the last one can be rebased", () => {
    expect(mayBeRebased(commitMade("m3", ["m2"], "two"), own)).toBe(true);
    expect(mayBeRebased(commitMade("m3", ["m2"], "two!"), own)).toBe(false);
    expect(mayBeRebased(commitMade("m3", ["m2"], "two"), [])).toBe(false);
  });
});

test.each([
  ["Cache the answer (#12)", true],
  ["Cache the answer (#12)\n\n* one\n* two", true],
  ["Cache the answer (#13)", false],
  ["Cache the answer, see #12", false],
])("%j says that #12 was squashed: %s", (message, expected) => {
  expect(saysSquashed(commitMade("m3", ["m2"], message), 12)).toBe(expected);
});

test("commits that were pushed as they were are followed down, not past a merge", () => {
  const branch = main("one", "two");
  const [last = commitMade("", [])] = branch;
  expect(pushedCommits(last, 2, branch).before).toBe("m1");
  const merge = commitMade("m3", ["m2", "x"], "merge");
  expect(pushedCommits(merge, 3, [merge, ...branch.slice(1)]).before).toBe("m2");
});

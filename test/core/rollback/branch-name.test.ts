import { describe, expect, test } from "vitest";
import {
  digitsOf,
  hotfixBranch,
  incidentOfBranch,
  readRollbackBranch,
  rollbackBranch,
  scratchBranch,
} from "../../../src/core/rollback/branch-name.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";
const key = { repository: 4_300_000_123, issue: 7, digits: sha.slice(0, 12) };

describe("the branch of a rollback", () => {
  test("says incident and commit, and from the second attempt on which one", () => {
    expect(rollbackBranch({ ...key, attempt: 1 })).toBe(
      "allclear/rollback-4300000123-7-0123456789ab",
    );
    expect(rollbackBranch({ ...key, attempt: 2 })).toBe(
      "allclear/rollback-4300000123-7-0123456789ab-2",
    );
  });

  test.each([1, 2, 12])("reads back as it was made, attempt %d", (attempt) => {
    expect(readRollbackBranch(rollbackBranch({ ...key, attempt }))).toEqual({ ...key, attempt });
  });

  test.each([
    "allclear/rollback-1-2",
    "allclear/rollback-1-2-0123456789AB",
    "allclear/rollback-1-2-0123456789ab-0",
    "allclear/rollback-1-2-0123456789ab-x",
    "x/allclear/rollback-1-2-0123456789ab",
    "allclear/rollback-1-2-0123456789abc",
  ])("is not %s", (branch) => {
    expect(readRollbackBranch(branch)).toBeUndefined();
    expect(incidentOfBranch(branch)).toBeUndefined();
  });
});

describe("what stands for a rollback", () => {
  test("differs between undoing a commit, undoing up to it, and going back to it", () => {
    const from = "f".repeat(40);
    const all = [
      digitsOf({ kind: "one", sha }),
      digitsOf({ kind: "range", from, to: sha }),
      digitsOf({ kind: "restore", sha }),
    ];
    expect(all).toEqual(["0123456789ab", "ffffff012345", "cdef01234567"]);
  });
});

describe("a branch tells its incident", () => {
  const incident = { repository: key.repository, issue: 7 };
  test.each([
    [rollbackBranch({ ...key, attempt: 3 }), "rollback"],
    [hotfixBranch(incident, 2), "hotfix"],
    [scratchBranch("allclear/scratch/", { ...key, attempt: 1 }), "scratch"],
    [scratchBranch("allclear/scratch/", { ...key, attempt: 2 }), "scratch"],
  ])("%s", (branch, purpose) => {
    expect(incidentOfBranch(branch)).toEqual({ ...incident, purpose });
  });

  test("also under a scratch prefix of the user's own", () => {
    const branch = scratchBranch("tmp/+bot/", { ...key, attempt: 1 });
    expect(incidentOfBranch(branch, "tmp/+bot/")).toEqual({ ...incident, purpose: "scratch" });
    expect(incidentOfBranch(branch)).toBeUndefined();
  });

  test.each(["main", "allclear/scratch/", "allclear/hotfix-1-2", "allclear/scratch/1-2-x"])(
    "%s is nobody's",
    (branch) => expect(incidentOfBranch(branch)).toBeUndefined(),
  );
});

import type { RollbackPlan } from "../../../src/core/rollback/plan.ts";

const files = [1, 2, 3, 4, 5].map((index) => `…${"folder/".repeat(16)}${index}.ts`);
const sha = "0123456789abcdef0123456789abcdef01234567";

/** A plan with much to say. */
export const longPlan: RollbackPlan = {
  repository: "acme/web",
  repositoryId: 987_654_321,
  base: "main",
  head: sha,
  kind: "revert",
  method: "merge",
  target: "#123",
  sha,
  undone: [1, 2, 3, 4, 5].map((pull) => ({
    sha,
    title: "Cache the prices of everything for as long as the shop allows it",
    pull,
    author: "octocat",
    at: "2026-08-01T12:00:00Z",
  })),
  undoneCount: 9,
  tree: sha,
  branch: "allclear/rollback-987654321-42-0123456789ab",
  risks: [
    { code: "built-upon", files, more: 7, commitsSince: 12 },
    { code: "irreversible", files, more: 1, why: "a database migration" },
    { code: "required-checks", checks: ["build", "lint", "e2e"] },
    { code: "checks", of: "head", state: "failed", failed: ["e2e"] },
  ],
  files: 31,
};

import type { RollbackFinding, RollbackPlan } from "../../../src/core/rollback/plan.ts";

/** A rollback that was tried and is clean; `more` says otherwise. */
export function aPlan(more: Partial<RollbackPlan> = {}): RollbackPlan {
  const sha = "c0ffee".padEnd(40, "1");
  return {
    repository: "acme/web",
    repositoryId: 7,
    base: "main",
    head: "beef".padEnd(40, "2"),
    kind: "revert",
    method: "paths",
    target: "#123",
    sha,
    undone: [{ sha, title: "Cache carts", pull: 123, author: "dana", at: "2026-11-22T11:40:00Z" }],
    undoneCount: 1,
    tree: "7ee".padEnd(40, "3"),
    branch: "allclear/rollback-7-1-c0ffee111111",
    risks: [],
    files: 2,
    ...more,
  };
}

export function ready(more: Partial<RollbackPlan> = {}): RollbackFinding {
  return { kind: "ready", plan: aPlan(more) };
}

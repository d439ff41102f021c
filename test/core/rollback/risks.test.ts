import { describe, expect, test } from "vitest";
import { type RiskFacts, risksOf } from "../../../src/core/rollback/risks.ts";

const calm: RiskFacts = {
  changed: ["src/a.ts"],
  builtUpon: [],
  workflows: [],
  commitsSince: 3,
  branch: { name: "main", protected: false, requiredChecks: [] },
  rules: [],
  checks: { of: "head", seen: { state: "passed", failed: [] } },
};
const checks = { code: "checks", of: "head", state: "passed", failed: [] };

describe("what must be known before merging", () => {
  test("nothing but the checks, when nothing is unusual", () => {
    expect(risksOf(calm)).toEqual([checks]);
  });

  test.each<[string, Partial<RiskFacts>, object]>([
    [
      "a migration is not undone by code",
      { changed: ["db/migrate/1_add.rb", "src/a.ts"] },
      {
        code: "irreversible",
        files: ["db/migrate/1_add.rb"],
        more: 0,
        why: "a database migration",
      },
    ],
    [
      "later changes touched the same files",
      { builtUpon: ["src/a.ts"] },
      { code: "built-upon", files: ["src/a.ts"], more: 0, commitsSince: 3 },
    ],
    [
      "long lists are cut",
      { workflows: Array.from({ length: 13 }, (_, index) => `.github/workflows/${index}.yml`) },
      expect.objectContaining({ code: "workflows-kept", more: 3 }),
    ],
    [
      "it was reverted before",
      { revertedBy: { sha: "b", title: "Revert" } },
      { code: "reverted-before", sha: "b", title: "Revert" },
    ],
    ["it is long ago", { commitsSince: 251 }, { code: "long-ago", commitsSince: 251 }],
    [
      "the branch is protected",
      { branch: { ...calm.branch, protected: true } },
      { code: "protected", branch: "main" },
    ],
    [
      "a rule asks for pull requests",
      { rules: [{ type: "pull_request" }] },
      { code: "protected", branch: "main" },
    ],
    [
      "checks are required, by the branch or by a rule",
      {
        branch: { ...calm.branch, requiredChecks: ["build"] },
        rules: [{ type: "required_status_checks", checks: ["build", "lint"] }],
      },
      { code: "required-checks", checks: ["build", "lint"] },
    ],
    [
      "another rule may stand in the way",
      { rules: [{ type: "merge_queue" }, { type: "merge_queue" }] },
      { code: "rule", rule: "merge_queue" },
    ],
  ])("%s", (_, facts, risk) => {
    const risks = risksOf({ ...calm, ...facts });
    expect(risks).toContainEqual(risk);
    expect(risks).toHaveLength(2);
  });

  test("rules that our pull request meets by itself are not worth a word", () => {
    const rules = ["required_signatures", "deletion", "non_fast_forward"].map((type) => ({ type }));
    expect(risksOf({ ...calm, rules })).toEqual([checks]);
  });

  test("checks that could not be read are unknown, not passed", () => {
    const [risk] = risksOf({ ...calm, checks: { of: "target", seen: undefined } });
    expect(risk).toEqual({ code: "checks", of: "target", state: "unknown", failed: [] });
  });
});

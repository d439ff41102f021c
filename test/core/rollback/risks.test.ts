import { describe, expect, test } from "vitest";
import { mostUndone, type RollbackPlan } from "../../../src/core/rollback/plan.ts";
import { type RiskFacts, risksOf } from "../../../src/core/rollback/risks.ts";
import { undoneCommit } from "../../../src/core/rollback/undone.ts";
import { commitMade } from "./commit-made.ts";

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
      expect.objectContaining({ code: "workflows-kept", more: 8 }),
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

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index));
const deep = (file: (index: number) => string) =>
  many(40, (index) => `services/${"very-long-folder/".repeat(12)}${file(index)}`);

/** Everything that can be known before merging, all of it long. */
const everything: RiskFacts = {
  changed: deep((index) => `db/migrate/${index}_add_a_column.rb`),
  builtUpon: deep((index) => `handler-${index}.ts`),
  workflows: many(40, (index) => `.github/workflows/${"deploy-".repeat(20)}${index}.yml`),
  commitsSince: 400,
  branch: {
    name: "release/production",
    protected: true,
    requiredChecks: many(
      15,
      (index) => `build and test ${index} ${"on every platform ".repeat(5)}`,
    ),
  },
  rules: many(9, (index) => `a_rule_of_github_${index}`).map((type) => ({ type })),
  checks: {
    of: "head",
    seen: { state: "failed", failed: many(30, (index) => `e2e ${index} ${"browser ".repeat(12)}`) },
  },
  revertedBy: { sha: "b".repeat(40), title: `Revert ${"the cache ".repeat(30)}` },
};

describe("what a plan keeps on the card", () => {
  test("is short, whatever there is to say", () => {
    const commit = commitMade("a".repeat(40), [], `${"Cache the prices ".repeat(20)} (#12345)`);
    const plan: RollbackPlan = {
      repository: "octo-organization/checkout-service",
      repositoryId: 1_234_567_890,
      base: "release/production",
      head: "a".repeat(40),
      kind: "revert",
      method: "merge",
      target: `${"a".repeat(40)}..${"b".repeat(40)}`,
      sha: "a".repeat(40),
      undone: many(mostUndone, () => "").map(() =>
        undoneCommit({ ...commit, sha: "a".repeat(40), author: "a-login-as-long-as-most-are" }),
      ),
      undoneCount: 120,
      tree: "c".repeat(40),
      branch: "allclear/rollback-1234567890-12345-aaaaaaaaaaaa-2",
      risks: risksOf(everything),
      files: 400,
    };
    expect(JSON.stringify(plan).length).toBeLessThan(3_000);
  });

  test("names some of each kind, and says how many more there are", () => {
    for (const risk of risksOf(everything)) {
      if ("files" in risk) expect(risk.files.length + risk.more).toBe(40);
      if ("checks" in risk) expect(risk.checks.length + (risk.more ?? 0)).toBe(15);
      if ("failed" in risk) expect(risk.failed.length + (risk.more ?? 0)).toBe(30);
      const list = "files" in risk ? risk.files : "checks" in risk ? risk.checks : [""];
      expect(list).not.toEqual([]);
    }
  });

  test("cuts a path from the left: its end tells which file it is", () => {
    const [path = ""] = deep((index) => `handler-${index}.ts`);
    const [risk] = risksOf({ ...calm, builtUpon: [path] });
    expect(risk).toMatchObject({ files: [`…${path.slice(-119)}`], more: 0 });
    const odd = `${"x".repeat(10)}🔥${"y".repeat(118)}`;
    expect(risksOf({ ...calm, builtUpon: [odd] })[0]).toMatchObject({
      files: [`…${"y".repeat(118)}`],
    });
  });

  test("cuts names of checks, and says how many there are besides ten", () => {
    const requiredChecks = many(13, (index) => `${index} ${"x".repeat(80)}`);
    const branch = { ...calm.branch, requiredChecks: requiredChecks.slice(0, 3) };
    expect(risksOf({ ...calm, branch })[1]).toEqual({
      code: "required-checks",
      checks: requiredChecks.slice(0, 3).map((name) => `${name.slice(0, 59)}…`),
    });
    const short = { ...calm.branch, requiredChecks: many(13, (index) => `check ${index}`) };
    expect(risksOf({ ...calm, branch: short })[1]).toMatchObject({ more: 3 });
  });
});

import type { ChecksSeen, RuleSeen } from "./history.ts";
import { riskOfPath } from "./path-risk.ts";
import type { Risk } from "./plan.ts";

/** What was found out about a rollback before it is proposed. */
export interface RiskFacts {
  /** Paths it changes, workflows left out. */
  readonly changed: readonly string[];
  /** Of these, the ones that later changes touched too. */
  readonly builtUpon: readonly string[];
  readonly workflows: readonly string[];
  /** Commits on the default branch since. */
  readonly commitsSince: number;
  readonly branch: {
    readonly name: string;
    readonly protected: boolean;
    readonly requiredChecks: readonly string[];
  };
  readonly rules: readonly RuleSeen[];
  readonly checks: { readonly of: "target" | "head"; readonly seen: ChecksSeen | undefined };
  /** A later commit that says it reverted the same change. */
  readonly revertedBy?: { readonly sha: string; readonly title: string };
}

/** What a person must know before merging it, the worst first. */
export function risksOf(facts: RiskFacts): readonly Risk[] {
  const migrations = facts.changed.filter((path) => riskOfPath(path) === "migration");
  return [
    ...listed(migrations, (list) => ({
      code: "irreversible" as const,
      ...list,
      why: "a database migration",
    })),
    ...listed(facts.builtUpon, (list) => ({
      code: "built-upon" as const,
      ...list,
      commitsSince: facts.commitsSince,
    })),
    ...revertedBefore(facts),
    ...listed(facts.workflows, (list) => ({ code: "workflows-kept" as const, ...list })),
    ...(facts.commitsSince > farBack
      ? [{ code: "long-ago" as const, commitsSince: facts.commitsSince }]
      : []),
    checksRisk(facts),
    ...branchRisks(facts),
  ];
}

/** GitHub names at most so many commits of a comparison. */
const farBack = 250;
const mostListed = 10;

function listed(
  paths: readonly string[],
  risk: (list: { files: readonly string[]; more: number }) => Risk,
): readonly Risk[] {
  if (paths.length === 0) return [];
  const files = paths.slice(0, mostListed);
  return [risk({ files, more: paths.length - files.length })];
}

function revertedBefore({ revertedBy }: RiskFacts): readonly Risk[] {
  return revertedBy === undefined ? [] : [{ code: "reverted-before", ...revertedBy }];
}

function checksRisk({ checks: { of, seen } }: RiskFacts): Risk {
  return { code: "checks", of, state: seen?.state ?? "unknown", failed: seen?.failed ?? [] };
}

function branchRisks({ branch, rules }: RiskFacts): readonly Risk[] {
  const risks: Risk[] = [];
  if (branch.protected || rules.some(({ type }) => type === "pull_request")) {
    risks.push({ code: "protected", branch: branch.name });
  }
  const checks = [
    ...new Set([...branch.requiredChecks, ...rules.flatMap((rule) => rule.checks ?? [])]),
  ];
  if (checks.length > 0) risks.push({ code: "required-checks", checks });
  const others = new Set(rules.map(({ type }) => type).filter((type) => !harmless.has(type)));
  return [...risks, ...[...others].map((rule) => ({ code: "rule" as const, rule }))];
}

/**
 * Rules that a draft pull request by us meets: GitHub signs our commits, and the branch itself is
 * neither made, deleted nor forced. What reviews and checks ask for is said in its own words.
 */
const harmless = new Set([
  "pull_request",
  "required_status_checks",
  "required_signatures",
  "required_linear_history",
  "creation",
  "deletion",
  "non_fast_forward",
]);

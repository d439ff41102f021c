import { cut } from "../../std/cut.ts";
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

/**
 * What a person must know before merging it, the worst first. Plans are kept on the card, so the
 * lists are short and say how many more there are.
 */
export function risksOf(facts: RiskFacts): readonly Risk[] {
  return withinRoom(allRisks(facts));
}

function allRisks(facts: RiskFacts): readonly Risk[] {
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
const mostFiles = 5;
const mostChecks = 10;
const mostRules = 5;
const longestPath = 120;
const longestName = 60;
const longestTitle = 80;
/** Characters that all lists of a plan have together. */
const mostRoom = 600;

function listed(
  paths: readonly string[],
  risk: (list: { files: readonly string[]; more: number }) => Risk,
): readonly Risk[] {
  if (paths.length === 0) return [];
  const files = paths.slice(0, mostFiles).map(endOf);
  return [risk({ files, more: paths.length - files.length })];
}

/** A file is told by the end of its path. */
function endOf(path: string): string {
  if (path.length <= longestPath) return path;
  return `…${path.slice(1 - longestPath).replace(/^[\udc00-\udfff]/, "")}`;
}

function named(names: readonly string[]): { names: readonly string[]; more?: number } {
  const kept = names.slice(0, mostChecks).map((name) => cut(name, longestName));
  const more = names.length - kept.length;
  return { names: kept, ...(more > 0 && { more }) };
}

function revertedBefore({ revertedBy }: RiskFacts): readonly Risk[] {
  if (revertedBy === undefined) return [];
  const { sha, title } = revertedBy;
  return [{ code: "reverted-before", sha, title: cut(title, longestTitle) }];
}

function checksRisk({ checks: { of, seen } }: RiskFacts): Risk {
  const { names: failed, ...more } = named(seen?.failed ?? []);
  return { code: "checks", of, state: seen?.state ?? "unknown", failed, ...more };
}

function branchRisks({ branch, rules }: RiskFacts): readonly Risk[] {
  const risks: Risk[] = [];
  if (branch.protected || rules.some(({ type }) => type === "pull_request")) {
    risks.push({ code: "protected", branch: branch.name });
  }
  const checks = [
    ...new Set([...branch.requiredChecks, ...rules.flatMap((rule) => rule.checks ?? [])]),
  ];
  if (checks.length > 0) {
    const { names, ...more } = named(checks);
    risks.push({ code: "required-checks", checks: names, ...more });
  }
  const others = new Set(rules.map(({ type }) => type).filter((type) => !harmless.has(type)));
  const short = [...others].slice(0, mostRules).map((rule) => cut(rule, longestName));
  return [...risks, ...short.map((rule) => ({ code: "rule" as const, rule }))];
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

/** The longest list gives first, and each keeps one. */
function withinRoom(risks: readonly Risk[]): readonly Risk[] {
  let short = risks;
  while (short.reduce((sum, risk) => sum + roomOf(risk), 0) > mostRoom) {
    const giving = short.filter((risk) => listOf(risk).length > 1);
    const [longest] = giving.sort((a, b) => roomOf(b) - roomOf(a));
    if (longest === undefined) return short;
    short = short.map((risk) => (risk === longest ? withOneLess(risk) : risk));
  }
  return short;
}

function roomOf(risk: Risk): number {
  return listOf(risk).reduce((sum, name) => sum + name.length, 0);
}

function listOf(risk: Risk): readonly string[] {
  if ("files" in risk) return risk.files;
  if ("checks" in risk) return risk.checks;
  return "failed" in risk ? risk.failed : [];
}

function withOneLess(risk: Risk): Risk {
  if ("files" in risk) return { ...risk, files: risk.files.slice(0, -1), more: risk.more + 1 };
  const more = ("more" in risk ? risk.more : 0) + 1;
  if ("checks" in risk) return { ...risk, checks: risk.checks.slice(0, -1), more };
  return "failed" in risk ? { ...risk, failed: risk.failed.slice(0, -1), more } : risk;
}

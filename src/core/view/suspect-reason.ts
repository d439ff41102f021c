import { lengthOf } from "../../std/duration.ts";
import type { PathRisk } from "../rollback/path-risk.ts";
import type { Candidate } from "../rollback/suspects/candidate.ts";
import type { Because } from "../rollback/suspects/suspect.ts";
import { code, line } from "./quoting.ts";

/** Why a candidate is worth a look, in one sentence that claims no more than is known. */
export function reasonOf(because: readonly Because[], candidate: Candidate): string {
  const [first] = because;
  const named = first?.kind === "owned" || first?.kind === "shared" ? first.path : undefined;
  const text = because
    .map((each) =>
      each.kind === "risk" && each.path === named
        ? `changes ${risks[each.risk]}`
        : words(each, candidate),
    )
    .join("; ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function words(because: Because, candidate: Candidate): string {
  switch (because.kind) {
    case "owned": {
      const { path, service, more } = because;
      const others =
        more === 0 ? "" : ` and ${more === 1 ? "one more file" : `${more} more files`}`;
      return `touches ${code(path, 80)}${others}, which ${line(service, 60)} owns`;
    }
    case "not-owned":
      return `touches nothing that ${listed(because.services)} is known to own`;
    case "shared":
      return `touches ${code(because.path, 80)}, which every service may use`;
    case "deployed":
      return `deployed to ${line(because.environment, 60)} ${before(because.beforeMs)}`;
    case "not-deployed": {
      const where = line(because.environment, 60);
      return `${happened(candidate)} ${before(because.beforeMs)}, not deployed to ${where} as far as GitHub knows`;
    }
    case "happened":
      return `${happened(candidate)} ${before(because.beforeMs)}`;
    case "risk":
      return `changes ${risks[because.risk]} (${code(because.path, 80)})`;
    case "harmless":
      return "only texts, tests or examples";
    case "large":
      return `a large change (${because.lines.toLocaleString("en-US")} lines)`;
    case "no-review":
      return "came without a pull request";
    case "outcome":
      return outcomes[because.outcome];
    case "carries":
      return because.changes === 1
        ? "brought one of the changes listed here"
        : `brought ${because.changes} of the changes listed here`;
    case "unseen":
      return "not looked into";
    default:
      return because satisfies never;
  }
}

const risks: Readonly<Record<PathRisk, string>> = {
  migration: "a migration",
  configuration: "configuration",
  "lock-file": "versions of dependencies",
  "feature-flag": "a feature flag",
  infrastructure: "infrastructure",
  workflow: "a workflow",
};

const outcomes = {
  succeeded: "it succeeded",
  failed: "it failed",
  "under-way": "it has not ended as far as GitHub knows",
} as const;

const verbs = {
  pull: "merged",
  push: "committed",
  deployment: "created",
  run: "failed",
  release: "published",
} as const;

function happened({ kind }: Candidate): string {
  return verbs[kind];
}

function before(ms: number): string {
  return `${lengthOf(ms)} before the start`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => line(name, 60));
  return names.length > shown.length ? "the affected services" : shown.join(" or ");
}

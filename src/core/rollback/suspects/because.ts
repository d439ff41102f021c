import { isChange } from "./candidate.ts";
import type { Judged } from "./factors.ts";
import type { Because, Factors } from "./suspect.ts";
import { weights } from "./weights.ts";

/** More than this at once nobody takes in on a phone. */
const mostReasons = 4;
/** From here on a change is called large: more than one sitting can review. */
const largeLines = 400;

/** The half sentences that the loudest factors have to say, when it happened always among them. */
export function becauseOf(judged: Judged, factors: Factors): readonly Because[] {
  const all = [...whose(judged), ...timing(judged), ...riskOf(judged), ...rest(judged)];
  const loudest = [...all].sort((a, b) => loudness(b, factors) - loudness(a, factors));
  const kept = new Set(loudest.slice(0, mostReasons));
  return all.filter((each) => kept.has(each));
}

function whose({ candidate, changed, territory }: Judged): readonly Because[] {
  if (!isChange(candidate)) return [];
  if (changed === undefined) return [{ kind: "unseen" }];
  if (!territory.known || changed.harmless) return [];
  const { largestOwn, own, shared } = changed;
  if (largestOwn !== undefined) return [{ kind: "owned", ...largestOwn, more: own - 1 }];
  if (shared !== undefined) return [{ kind: "shared", path: shared }];
  return [{ kind: "not-owned", services: territory.services }];
}

function timing({ candidate, beforeMs }: Judged): readonly Because[] {
  if (!isChange(candidate) || candidate.live.state === "unknown") {
    return [{ kind: "happened", beforeMs }];
  }
  const { environment, state } = candidate.live;
  return [{ kind: state, environment, beforeMs }];
}

function riskOf({ candidate, changed }: Judged): readonly Because[] {
  if (candidate.kind === "deployment") {
    const { outcome, carries } = candidate;
    return [
      ...(outcome === undefined ? [] : [{ kind: "outcome" as const, outcome }]),
      ...(carries === 0 ? [] : [{ kind: "carries" as const, changes: carries }]),
    ];
  }
  if (changed?.harmless === true) return [{ kind: "harmless" }];
  const { riskiest } = changed ?? {};
  return riskiest === undefined ? [] : [{ kind: "risk", ...riskiest }];
}

function rest({ candidate, changed }: Judged): readonly Because[] {
  return [
    ...(changed !== undefined && changed.lines >= largeLines
      ? [{ kind: "large" as const, lines: changed.lines }]
      : []),
    ...(candidate.kind === "push" && candidate.unreviewed ? [{ kind: "no-review" as const }] : []),
  ];
}

/** How far a factor is from saying nothing. When it happened is always told. */
function loudness({ kind }: Because, { ownership, size, risk }: Factors): number {
  const far = (factor: number, silent: number) => Math.abs(Math.log(factor / silent));
  switch (kind) {
    case "deployed":
    case "happened":
    case "not-deployed":
      return Number.POSITIVE_INFINITY;
    case "owned":
    case "shared":
    case "not-owned":
    case "unseen":
      return far(ownership, weights.ownership.nobodys);
    case "risk":
    case "harmless":
    case "outcome":
      return far(risk, weights.risk.none);
    case "large":
      return far(size, weights.size.unseen);
    case "no-review":
      return far(weights.standing.push, 1);
    case "carries":
      return far(weights.standing.deploymentCarrying, 1);
    default:
      return kind satisfies never;
  }
}

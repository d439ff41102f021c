import type { Candidate } from "./candidate.ts";
import { isChange } from "./candidate.ts";
import type { FilesChanged } from "./files-changed.ts";
import type { Factors } from "./suspect.ts";
import type { Territory } from "./territory.ts";
import { weights } from "./weights.ts";

export interface Judged {
  readonly candidate: Candidate;
  /** Absent where it was not looked into, or has no files. */
  readonly changed: FilesChanged | undefined;
  readonly territory: Territory;
  /** From when it took effect to when the incident started. */
  readonly beforeMs: number;
}

/** The five factors of the score: positive, and more of what speaks for it never lowers one. */
export function factorsOf(judged: Judged): Factors {
  return {
    ownership: ownership(judged),
    recency: recency(judged.beforeMs),
    size: size(judged),
    risk: risk(judged),
    standing: standing(judged.candidate),
  };
}

export function scoreOf({ ownership, recency, size, risk, standing }: Factors): number {
  return ownership * recency * size * risk * standing;
}

function ownership({ candidate, changed, territory }: Judged): number {
  const table = weights.ownership;
  if (!territory.known) return table.unknown;
  if (!isChange(candidate)) return table.whole;
  if (changed === undefined) return table.unseen;
  const { own, files } = changed;
  if (own > 0) return table.ownLeast + (table.ownMost - table.ownLeast) * (own / files);
  if (changed.shared !== undefined) return table.shared;
  return changed.others < files || files === 0 ? table.nobodys : table.others;
}

function recency(beforeMs: number): number {
  const { halfAfterMinutes } = weights.recency;
  return halfAfterMinutes / (halfAfterMinutes + Math.max(0, beforeMs) / 60_000);
}

function size({ candidate, changed }: Judged): number {
  const { least, most, fullAtLines, unseen } = weights.size;
  if (!isChange(candidate) || changed === undefined || changed.onlyLocks) return unseen;
  const share = Math.log10(1 + changed.lines) / Math.log10(1 + fullAtLines);
  return least + (most - least) * Math.min(1, share);
}

function risk({ candidate, changed }: Judged): number {
  const table = weights.risk;
  if (candidate.kind === "deployment" && candidate.outcome === "failed") {
    return table.failedDeployment;
  }
  if (changed === undefined) return table.none;
  if (changed.harmless) return table.harmless;
  return changed.riskiest === undefined ? table.none : table[changed.riskiest.risk];
}

function standing(candidate: Candidate): number {
  const table = weights.standing;
  switch (candidate.kind) {
    case "pull":
      return liveness(candidate.live.state);
    case "push":
      return (candidate.unreviewed ? table.push : 1) * liveness(candidate.live.state);
    case "deployment":
      return candidate.carries > 0 ? table.deploymentCarrying : table.deploymentAlone;
    case "run":
      return table.run;
    case "release":
      return table.release;
    default:
      return candidate satisfies never;
  }
}

function liveness(state: "unknown" | "deployed" | "not-deployed"): number {
  const { unknown, deployed, notDeployed } = weights.standing;
  return { unknown, deployed, "not-deployed": notDeployed }[state];
}

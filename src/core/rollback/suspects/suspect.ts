import type { PathRisk } from "../path-risk.ts";
import type { Candidate } from "./candidate.ts";

/** A candidate with how much it is worth a look. Never a verdict: correlation is all there is. */
export interface Suspect {
  readonly candidate: Candidate;
  /** Only its order means something. */
  readonly score: number;
  readonly factors: Factors;
  /** What speaks loudest, in the order it is best read. */
  readonly because: readonly Because[];
}

export interface Factors {
  readonly ownership: number;
  readonly recency: number;
  readonly size: number;
  readonly risk: number;
  readonly standing: number;
}

/** One half sentence of a reason. Lengths are in milliseconds before the incident started. */
export type Because =
  /** `more`: further files of the same service. */
  | {
      readonly kind: "owned";
      readonly path: string;
      readonly service: string;
      readonly more: number;
    }
  | { readonly kind: "not-owned"; readonly services: readonly string[] }
  | { readonly kind: "shared"; readonly path: string }
  | { readonly kind: "deployed"; readonly environment: string; readonly beforeMs: number }
  | { readonly kind: "happened"; readonly beforeMs: number }
  | { readonly kind: "not-deployed"; readonly environment: string; readonly beforeMs: number }
  | { readonly kind: "risk"; readonly risk: PathRisk; readonly path: string }
  | { readonly kind: "harmless" }
  | { readonly kind: "large"; readonly lines: number }
  | { readonly kind: "no-review" }
  | { readonly kind: "outcome"; readonly outcome: "succeeded" | "failed" | "under-way" }
  | { readonly kind: "carries"; readonly changes: number }
  | { readonly kind: "unseen" };

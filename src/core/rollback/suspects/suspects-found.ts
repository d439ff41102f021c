import type { Instant } from "../../incident/stamp.ts";
import type { Suspect } from "./suspect.ts";

/** What a search for suspects found, and what it could not see. */
export interface SuspectsFound {
  readonly since: Instant;
  /** When the incident started: what came later did not cause it. */
  readonly until: Instant;
  /** Those that were searched and may be shown. */
  readonly repositories: readonly string[];
  /** Whose files were looked for; empty: all files weighed the same. */
  readonly services: readonly string[];
  /** Ranked, the one most worth a look first. */
  readonly suspects: readonly Suspect[];
  readonly lookedInto: number;
  /** Of those that could have been. */
  readonly notLookedInto: number;
  readonly gaps: readonly Gap[];
}

export type Source =
  | "commits"
  | "pull requests"
  | "deployments"
  | "workflow runs"
  | "releases"
  | "CODEOWNERS";

/** Something the search could not see; said aloud, since what is not seen is not ruled out. */
export type Gap =
  /** The permission is missing; `needs` is its name, such as `deployments: read`. */
  | {
      readonly kind: "forbidden";
      readonly repository: string;
      readonly source: Source;
      readonly needs: string;
    }
  | { readonly kind: "unreadable"; readonly repository: string; readonly source: Source }
  /** There are more of them than one page holds; the oldest are missing. */
  | { readonly kind: "cut"; readonly repository: string; readonly source: Source }
  /** The repository is not there, or we are not installed in it. */
  | { readonly kind: "invisible"; readonly repository: string }
  /** Not everybody who reads the thread may read it, so nothing of it is shown. */
  | { readonly kind: "private"; readonly repository: string }
  | { readonly kind: "more-repositories"; readonly names: readonly string[] }
  /** Nothing is known of whose files the services are. */
  | { readonly kind: "no-owners"; readonly services: readonly string[] }
  | { readonly kind: "empty-window" };

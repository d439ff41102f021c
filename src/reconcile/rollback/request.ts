import type { Instant } from "../../core/incident/stamp.ts";
import type { RollbackTarget } from "../../core/rollback/target.ts";
import type { History, Place } from "../repository-port.ts";

/** What somebody asked for, and all that must be known to look into it. */
export interface RollbackRequest {
  /** The repository to roll back. */
  readonly place: Place;
  readonly target: RollbackTarget;
  readonly incident: RollbackIncident;
  /** What this incident already tried, of any target. */
  readonly attempts: readonly Attempt[];
  /** Where `last-good` looks unless the target says; `production` unless given. */
  readonly environment?: string;
  readonly scratchPrefix: string;
  /** `trial` writes nothing but what a trial merge needs; `full` also the tree of the rollback. */
  readonly write: "trial" | "full";
}

export interface RollbackIncident {
  /** Id of the repository that the incident is in. */
  readonly repository: number;
  readonly issue: number;
  readonly url: string;
  readonly declaredAt: Instant;
  readonly startedAt?: Instant;
}

/** A pull request that this incident opened. */
export interface Attempt {
  /** `owner/name` that it rolls back. */
  readonly repository: string;
  readonly branch: string;
  readonly pull: number;
  readonly url: string;
  readonly state: "open" | "merged" | "closed";
}

/** What of the world a rollback needs. */
export interface RollbackWorld {
  readonly host: History;
  /** Told what could not be done and will not be tried again. */
  readonly report?: (what: string) => void;
}

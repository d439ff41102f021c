import type { DismissalReason, Milestones } from "../incident/incident.ts";
import type { Status } from "../incident/lifecycle.ts";
import type { Mitigation, MitigationState } from "../incident/mitigation.ts";

export const summaryVersion = 1;

/**
 * What the statistics need of one incident, small enough for the body of its issue. Its number and
 * its title stand there anyway.
 */
export interface IncidentSummary {
  readonly version: typeof summaryVersion;
  readonly status: Status;
  /** The level's name as the ladder writes it. */
  readonly severity?: string;
  readonly drill: boolean;
  readonly services: readonly string[];
  /** How many services did not fit; absent when all did. */
  readonly moreServices?: number;
  /** Each to the second. */
  readonly milestones: Milestones;
  readonly updates: UpdateCounts;
  readonly actionItems: ActionItemCounts;
  readonly mitigations: MitigationCounts;
  readonly dismissal?: DismissalReason;
  /** How many times it was opened again. */
  readonly reopened: number;
}

export interface UpdateCounts {
  /** Status updates posted, early and late ones too. */
  readonly posted: number;
  /** Longest time without one while it hurt; absent where it never hurt for a second. */
  readonly longestGapMs?: number;
  /** Absent where no level that stood asks for updates. */
  readonly cadence?: Cadence;
}

/** How many updates were due, and how many of these came in time; see `cadenceOf`. */
export interface Cadence {
  readonly due: number;
  readonly kept: number;
}

/** Done ones that are neither in time nor late had no due date, or nobody knows when. */
export interface ActionItemCounts {
  readonly total: number;
  readonly done: number;
  readonly dropped: number;
  /** Done on the due date or before, by the days of the config's time zone. */
  readonly inTime: number;
  readonly late: number;
  /** The due dates of open items, ascending, as far as they fit. */
  readonly openDue: readonly string[];
}

/** How many mitigations of each kind stand where: `{ rollback: { deployed: 1 } }`. */
export type MitigationCounts = Readonly<
  Partial<Record<Mitigation["kind"], Readonly<Partial<Record<MitigationState, number>>>>>
>;

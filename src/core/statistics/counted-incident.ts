import type { Instant } from "../incident/stamp.ts";
import type { IncidentSummary } from "./incident-summary.ts";

/** One incident of the list, with what could be learnt of it. */
export type CountedIncident = ReadIncident | UnreadIncident;

export interface ReadIncident extends Listed {
  /** `list`: its summary stood in the list; `call`: it did not, or did not verify. */
  readonly read: "list" | "call";
  readonly summary: IncidentSummary;
}

/** Its record could not be read, so it is in no number but this one. */
export interface UnreadIncident extends Listed {
  readonly read: "not";
  readonly why: string;
}

interface Listed {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  /** When its issue was opened: stands for the declaration where that is not known. */
  readonly openedAt: Instant;
}

/** The instant that decides which period an incident belongs to. */
export function declaredAtOf(incident: CountedIncident): Instant {
  if (incident.read === "not") return incident.openedAt;
  return incident.summary.milestones.declaredAt ?? incident.openedAt;
}

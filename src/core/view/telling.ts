import type { Config } from "../config/config.ts";
import type { Incident } from "../incident/incident.ts";
import type { Status } from "../incident/lifecycle.ts";
import type { Stamp } from "../incident/stamp.ts";
import type { RollbackFinding } from "../rollback/plan.ts";
import type { SuspectsFound } from "../rollback/suspects/suspects-found.ts";
import type { RunbookList } from "../runbook/runbook.ts";
import type { Place } from "./place.ts";
import type { Templates } from "./templates.ts";

/** What an answer is told with: the incident after its events, and what was looked up for it. */
export interface Telling {
  /** Undefined on an issue that is no incident. */
  readonly incident: Incident | undefined;
  readonly config: Config;
  readonly templates: Templates;
  readonly place: Place;
  readonly answers: Answers;
}

/** What the loop found out because an event asked for it. */
export interface Answers {
  /** The issues that were opened for each `/incident declare <title>`, by the command's stamp. */
  readonly opened?: ReadonlyMap<Stamp, OpenedIncident>;
  readonly incidents?: readonly ListedIncident[];
  /** Looked up where a severity is set to the worst level. */
  readonly open?: readonly ListedIncident[];
  readonly check?: readonly CheckRow[];
  /** What each question about changes found, by the command's stamp. */
  readonly suspects?: ReadonlyMap<Stamp, SuspectsFound>;
  readonly previews?: ReadonlyMap<Stamp, RollbackFinding>;
  readonly runbooks?: RunbookList;
}

export interface OpenedIncident {
  readonly number: number;
  readonly url: string;
}

export interface ListedIncident {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly severity?: string;
  readonly status?: Status;
  readonly commander?: string;
  readonly drill?: boolean;
}

export interface CheckRow {
  readonly what: string;
  readonly state: "ok" | "missing" | "unknown";
  /** What to do about it, in words. */
  readonly fix?: string;
}

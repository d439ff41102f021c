import type { RollbackTarget } from "../rollback/target.ts";
import type { ClockEvent } from "./clock-events.ts";
import type { Topic } from "./commands.ts";
import type { Happened } from "./happened.ts";
import type { ActionItemType, DismissalReason, Impact, Relation } from "./incident.ts";
import type { ActiveStatus, Status } from "./lifecycle.ts";
import type { MitigationEvent } from "./mitigation-events.ts";
import type { PostmortemEvent } from "./postmortem-events.ts";
import type { Refusal } from "./refusal.ts";
import type { Instant, Stamp } from "./stamp.ts";

/** What happened. One command may cause several events; they share its stamp. */
export type IncidentEvent =
  | IncidentDeclared
  | IncidentAcknowledged
  | SeverityChanged
  | StatusChanged
  | IncidentMitigated
  | IncidentResolved
  | IncidentClosed
  | IncidentDismissed
  | IncidentReopened
  | RoleAssigned
  | RoleVacated
  | ResponderJoined
  | ResponderLeft
  | ImpactStated
  | ServicesChanged
  | SummaryWritten
  | UpdatePosted
  | NoteAdded
  | NoteAmended
  | EntryWithdrawn
  | LinkAdded
  | ActionItemAdded
  | ActionItemCompleted
  | ActionItemDropped
  | MitigationEvent
  | PostmortemEvent
  | ClockEvent
  | SeparateIncidentRequested
  | QuestionAsked
  | NothingChanged
  | WarningGiven
  | CommandRefused;

export interface IncidentDeclared extends Happened {
  readonly kind: "IncidentDeclared";
  readonly severity?: string;
  /** Who was assigned to the issue already. */
  readonly responders?: readonly string[];
  readonly services: readonly string[];
  readonly startedAt?: Instant;
  readonly drill: boolean;
}
export interface IncidentAcknowledged extends Happened {
  readonly kind: "IncidentAcknowledged";
  readonly note?: string;
  /** Nobody said so: it follows from what they did. */
  readonly implied?: true;
}
export interface SeverityChanged extends Happened {
  readonly kind: "SeverityChanged";
  readonly from?: string;
  readonly to: string;
  readonly direction: "first" | "worse" | "better";
  /** It was a ticket, and no longer is one. */
  readonly fromTicket?: true;
  readonly reason?: string;
}
export interface StatusChanged extends Happened {
  readonly kind: "StatusChanged";
  readonly from: Status;
  readonly to: ActiveStatus;
  /** True when a mitigation that was claimed did not hold. */
  readonly regression: boolean;
}
export interface IncidentMitigated extends Happened {
  readonly kind: "IncidentMitigated";
  readonly how?: string;
  readonly at: Instant;
}
export interface IncidentResolved extends Happened {
  readonly kind: "IncidentResolved";
  readonly summary?: string;
  readonly forced?: string;
  /** Closed by hand: what should still be said. */
  readonly missing: readonly Missing[];
}
export type Missing = "severity" | "summary" | "mitigation";
export interface IncidentClosed extends Happened {
  readonly kind: "IncidentClosed";
  readonly note?: string;
}
export interface IncidentDismissed extends Happened {
  readonly kind: "IncidentDismissed";
  readonly reason: DismissalReason;
  readonly duplicateOf?: string;
  readonly text?: string;
}
export interface IncidentReopened extends Happened {
  readonly kind: "IncidentReopened";
  readonly reason?: string;
}
export interface RoleAssigned extends Happened {
  readonly kind: "RoleAssigned";
  readonly role: string;
  readonly login: string;
  readonly from?: string;
  /** Set when the holder handed it over: with the note, if any. */
  readonly handoff?: { readonly note?: string };
}
export interface RoleVacated extends Happened {
  readonly kind: "RoleVacated";
  readonly role: string;
  readonly login: string;
}
export interface ResponderJoined extends Happened {
  readonly kind: "ResponderJoined";
  readonly login: string;
}
export interface ResponderLeft extends Happened {
  readonly kind: "ResponderLeft";
  readonly login: string;
}
export interface ImpactStated extends Happened {
  readonly kind: "ImpactStated";
  readonly impact: Impact;
}
export interface ServicesChanged extends Happened {
  readonly kind: "ServicesChanged";
  readonly add: readonly string[];
  readonly remove: readonly string[];
}
export interface SummaryWritten extends Happened {
  readonly kind: "SummaryWritten";
  readonly text: string;
  readonly before?: string;
}
export interface UpdatePosted extends Happened {
  readonly kind: "UpdatePosted";
  readonly text: string;
  readonly status: Status;
  readonly severity?: string;
  readonly etaAt?: Instant;
  readonly nextAt?: Instant;
}
export interface NoteAdded extends Happened {
  readonly kind: "NoteAdded";
  readonly text: string;
  readonly at?: Instant;
}
export interface NoteAmended extends Happened {
  readonly kind: "NoteAmended";
  readonly entry: Stamp;
  readonly text: string;
  readonly at?: Instant;
}
export interface EntryWithdrawn extends Happened {
  readonly kind: "EntryWithdrawn";
  readonly commentId: number;
}
export interface LinkAdded extends Happened {
  readonly kind: "LinkAdded";
  readonly relation: Relation;
  readonly target: string;
  readonly text?: string;
}
export interface ActionItemAdded extends Happened {
  readonly kind: "ActionItemAdded";
  readonly number: number;
  readonly text: string;
  readonly owner?: string;
  readonly due?: string;
  readonly type?: ActionItemType;
  readonly verified?: string;
}
export interface ActionItemCompleted extends Happened {
  readonly kind: "ActionItemCompleted";
  readonly number: number;
  readonly link?: string;
}
export interface ActionItemDropped extends Happened {
  readonly kind: "ActionItemDropped";
  readonly number: number;
  readonly reason: string;
}
/** `/incident declare <title>`: an incident of its own is to be opened. */
export interface SeparateIncidentRequested extends Happened {
  readonly kind: "SeparateIncidentRequested";
  readonly title: string;
  readonly severity?: string;
  readonly services: readonly string[];
  readonly startedAt?: Instant;
  readonly drill: boolean;
}
export interface QuestionAsked extends Happened {
  readonly kind: "QuestionAsked";
  readonly topic: Topic;
  readonly about?: string;
  readonly since?: Instant;
  readonly lookBackMs?: number;
  readonly services?: readonly string[];
  readonly target?: RollbackTarget;
}
/** It was heard, and it already was so. */
export interface NothingChanged extends Happened {
  readonly kind: "NothingChanged";
  readonly verb: string;
  /** What already holds, for example `the severity is SEV1`. */
  readonly already: string;
}
/** It was done, but read in a way its writer may not have meant. */
export interface WarningGiven extends Happened {
  readonly kind: "WarningGiven";
  readonly verb: string;
  readonly warning: string;
}
export interface CommandRefused extends Happened {
  readonly kind: "CommandRefused";
  readonly verb: string;
  readonly refusal: Refusal;
  /** A gesture is put back once: what was touched. */
  readonly gesture?: string;
}

import type { RollbackTarget } from "../rollback/target.ts";
import type { ActionItemCommand } from "./action-item-commands.ts";
import type { Authority } from "./authority.ts";
import type { ClockCommand } from "./clock-commands.ts";
import type { DismissalReason, Relation } from "./incident.ts";
import type { ActiveStatus } from "./lifecycle.ts";
import type { MitigationCommand } from "./mitigation-commands.ts";
import type { PostmortemCommand } from "./postmortem-commands.ts";
import type { Instant, Stamp } from "./stamp.ts";

/** A typed request, whether it was written as a slash command or made as a gesture. */
export type Command =
  | DeclareIncident
  | AcknowledgeIncident
  | ChangeSeverity
  | ChangeStatus
  | MitigateIncident
  | ResolveIncident
  | CloseIncident
  | DismissIncident
  | ReopenIncident
  | AssignRole
  | HandOffRole
  | VacateRole
  | JoinResponse
  | LeaveResponse
  | StateImpact
  | ChangeServices
  | WriteSummary
  | PostUpdate
  | AddNote
  | AmendNote
  | WithdrawEntry
  | AddLink
  | ActionItemCommand
  | MitigationCommand
  | PostmortemCommand
  | ClockCommand
  | RemoveIncidentLabel
  | TouchOwnLabel
  | DistrustEdit
  | Ask
  | Misread;

/** A command with who gave it, when, by what right, and in which way. */
export interface Asked<C extends Command = Command> {
  readonly command: C;
  /** The verb of the slash command, or the gesture in the field's words: `label`, `assign`, … */
  readonly verb: string;
  readonly by: string;
  readonly stamp: Stamp;
  readonly authority: Authority;
  /** Set when it was done by hand: what was touched, for example `label:incident` or `state`. */
  readonly gesture?: string;
  /** What was read in a way its writer may not have meant. */
  readonly warnings?: readonly string[];
  /** The issue it was said on, where that is not the incident's own: its postmortem. */
  readonly on?: number;
}

export interface DeclareIncident {
  readonly kind: "DeclareIncident";
  /** With a title a new incident is opened; without one this issue becomes the incident. */
  readonly title?: string;
  /** As written; the ladder decides what it means. */
  readonly severity?: string;
  readonly services: readonly string[];
  readonly startedAt?: Instant;
  readonly drill: boolean;
}
export interface AcknowledgeIncident {
  readonly kind: "AcknowledgeIncident";
  readonly note?: string;
}
export interface ChangeSeverity {
  readonly kind: "ChangeSeverity";
  /** As written; the ladder decides what it means. */
  readonly severity: string;
  readonly reason?: string;
}
export interface ChangeStatus {
  readonly kind: "ChangeStatus";
  readonly status: ActiveStatus;
}
export interface MitigateIncident {
  readonly kind: "MitigateIncident";
  readonly how?: string;
  readonly at?: Instant;
}
export interface ResolveIncident {
  readonly kind: "ResolveIncident";
  readonly summary?: string;
  /** The reason given with `--force`. */
  readonly force?: string;
}
export interface CloseIncident {
  readonly kind: "CloseIncident";
  readonly note?: string;
}
export interface DismissIncident {
  readonly kind: "DismissIncident";
  readonly reason: DismissalReason;
  readonly duplicateOf?: string;
  readonly text?: string;
}
export interface ReopenIncident {
  readonly kind: "ReopenIncident";
  readonly reason?: string;
}
export interface AssignRole {
  readonly kind: "AssignRole";
  readonly role: string;
  /** Nobody named means the one who asks. */
  readonly login?: string;
}
export interface HandOffRole {
  readonly kind: "HandOffRole";
  readonly role: string;
  readonly login: string;
  readonly note?: string;
}
export interface VacateRole {
  readonly kind: "VacateRole";
  readonly role: string;
  readonly login: string;
}
/** Assigning somebody by hand: commander when there is none, else a responder. */
export interface JoinResponse {
  readonly kind: "JoinResponse";
  readonly login: string;
}
export interface LeaveResponse {
  readonly kind: "LeaveResponse";
  readonly login: string;
}
export interface StateImpact {
  readonly kind: "StateImpact";
  readonly text?: string;
  readonly users?: string;
  readonly regions?: readonly string[];
  readonly spreading?: boolean;
}
export interface ChangeServices {
  readonly kind: "ChangeServices";
  readonly add: readonly string[];
  readonly remove: readonly string[];
}
export interface WriteSummary {
  readonly kind: "WriteSummary";
  readonly text: string;
}
export interface PostUpdate {
  readonly kind: "PostUpdate";
  /** Empty where the offered draft is meant. */
  readonly text: string;
  readonly draft?: true;
  /** When things should be well again. */
  readonly etaAt?: Instant;
  /** When the next update comes. */
  readonly nextAt?: Instant;
}
export interface AddNote {
  readonly kind: "AddNote";
  readonly text: string;
  /** When it happened, if that was not when it was written. */
  readonly at?: Instant;
}
/** The author edited the comment that holds the note stamped `entry`. */
export interface AmendNote {
  readonly kind: "AmendNote";
  readonly entry: Stamp;
  readonly text: string;
  readonly at?: Instant;
}
/** The comment with this id was deleted. */
export interface WithdrawEntry {
  readonly kind: "WithdrawEntry";
  readonly commentId: number;
}
export interface AddLink {
  readonly kind: "AddLink";
  readonly relation: Relation;
  /** A URL, `#12` or `owner/repo#12`. */
  readonly target: string;
  readonly text?: string;
}
export interface RemoveIncidentLabel {
  readonly kind: "RemoveIncidentLabel";
}
/** A label of ours was taken off or set by hand in a way that only a verb can mean. */
export interface TouchOwnLabel {
  readonly kind: "TouchOwnLabel";
  /** The verb to use, for example `resolve`. */
  readonly instead: string;
}
/** A comment with commands whose text somebody else than its author wrote. */
export interface DistrustEdit {
  readonly kind: "DistrustEdit";
  readonly editor?: string;
}

export type Topic =
  | "status"
  | "list"
  | "check"
  | "help"
  /** What changed before the incident. */
  | "changes"
  | "runbooks"
  /** Who is paged, when and how. */
  | "oncall"
  /** Where the postmortem stands. */
  | "postmortem"
  /** What a rollback would do. */
  | "rollback-preview";

/** A question: it changes nothing and is always answered. */
export interface Ask {
  readonly kind: "Ask";
  readonly topic: Topic;
  /** For help: the verb asked about. */
  readonly about?: string;
  /** For changes: from when on, or how long before the start; also for on-call: which services. */
  readonly since?: Instant;
  readonly lookBackMs?: number;
  readonly services?: readonly string[];
  /** For a preview: what would be rolled back. */
  readonly target?: RollbackTarget;
}

/** A command we heard but could not read: what came, what was expected, an example. */
export interface Misread {
  readonly kind: "Misread";
  readonly came: string;
  readonly expected: string;
  readonly example: string;
}

export type CommandKind = Command["kind"];

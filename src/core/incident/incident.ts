import type { Room } from "./destinations.ts";
import type { AskedCall, CallForHelp, SentPage } from "./escalation.ts";
import type { Status } from "./lifecycle.ts";
import type { FollowedRunbook, Mitigation } from "./mitigation.ts";
import type { Postmortem, TrackedIssue } from "./postmortem.ts";
import type { AskedReminder } from "./reminder.ts";
import type { Instant, Stamp } from "./stamp.ts";

/** The folded truth of one incident. Plain data: it is what the card's hidden block holds. */
export interface Incident {
  readonly status: Status;
  /** The level's name as the ladder writes it. */
  readonly severity?: string;
  readonly drill: boolean;
  readonly summary?: string;
  readonly impact?: Impact;
  readonly services: readonly string[];
  /** Role, as config names it (`commander`, `communications lead`, …), to login. */
  readonly roles: Readonly<Record<string, string>>;
  readonly responders: readonly string[];
  readonly milestones: Milestones;
  readonly update?: StatusUpdate;
  /** How many status updates were posted. */
  readonly updates: number;
  readonly timeline: readonly TimelineEntry[];
  readonly actionItems: readonly ActionItem[];
  readonly links: readonly Link[];
  /** The mitigation log; absent while it is empty. */
  readonly mitigations?: readonly Mitigation[];
  readonly runbook?: FollowedRunbook;
  readonly postmortem?: Postmortem;
  /** The slot of the last reminder about each thing, by its subject. */
  readonly reminded?: Readonly<Record<string, string>>;
  /** When its clock last began anew: it came back, or is no longer a ticket. */
  readonly clockBeganAt?: Instant;
  /** When somebody first asked what had changed. */
  readonly changesAskedAt?: Instant;
  readonly remindersAskedFor?: readonly AskedReminder[];
  /** Reminders are silent until then. */
  readonly snoozedUntil?: Instant;
  /** Until then it is watched whether the mitigation holds; else as long as config says. */
  readonly watchUntil?: Instant;
  /** The status update that was offered last, until one is posted. */
  readonly draft?: string;
  readonly response?: CallForHelp;
  /** The calls for help by hand since it was declared or came back, one a policy. */
  readonly calls?: readonly AskedCall[];
  /** When somebody last said that they are on it: the milestone is the first time. */
  readonly respondedAt?: Instant;
  /** The newest pages outside GitHub. */
  readonly pages?: readonly SentPage[];
  /** The destinations outside that are told, as `slack:incidents`; they hear how it goes on. */
  readonly told?: readonly string[];
  readonly room?: Room;
  readonly dismissal?: Dismissal;
  /** Which stamp set each field: an older command never overrides a newer one. */
  readonly setBy: Readonly<Record<string, Stamp>>;
}

export interface Milestones {
  readonly startedAt?: Instant;
  readonly detectedAt?: Instant;
  readonly declaredAt?: Instant;
  readonly acknowledgedAt?: Instant;
  readonly mitigatedAt?: Instant;
  readonly resolvedAt?: Instant;
  readonly closedAt?: Instant;
}
export type Milestone = keyof Milestones;

export interface Impact {
  readonly text?: string;
  readonly users?: string;
  readonly regions?: readonly string[];
  readonly spreading?: boolean;
}

export interface StatusUpdate {
  readonly text: string;
  readonly by: string;
  readonly at: Instant;
  readonly etaAt?: Instant;
  readonly nextAt?: Instant;
}

export interface TimelineEntry {
  /** The command or gesture it comes from; also its identity. */
  readonly stamp: Stamp;
  /** The kind of the event it comes from, for example `NoteAdded`. */
  readonly kind: string;
  readonly by?: string;
  /** Absent in a shrunken entry: the text is in the thread. */
  readonly text?: string;
  /** When it happened, if not when it was said. */
  readonly at?: Instant;
  readonly withdrawn?: boolean;
}

export type ActionItemType = "prevent" | "detect" | "mitigate" | "process";
export const actionItemTypes: readonly ActionItemType[] = [
  "prevent",
  "detect",
  "mitigate",
  "process",
];

export interface ActionItem {
  readonly number: number;
  readonly stamp: Stamp;
  readonly text: string;
  readonly owner?: string;
  readonly due?: string;
  readonly type?: ActionItemType;
  /** How one will see that it is done and works. */
  readonly verified?: string;
  readonly state: "open" | "done" | "dropped";
  /** The proof of a done item, or why it was dropped. */
  readonly note?: string;
  readonly tracked?: TrackedIssue;
}

export type Relation = "link" | "related" | "duplicate";
export interface Link {
  readonly stamp: Stamp;
  readonly relation: Relation;
  readonly target: string;
  readonly text?: string;
}

export type DismissalReason = "false-positive" | "duplicate" | "superseded" | "external";
export const dismissalReasons: readonly DismissalReason[] = [
  "false-positive",
  "duplicate",
  "superseded",
  "external",
];
export interface Dismissal {
  readonly reason: DismissalReason;
  readonly duplicateOf?: string;
  readonly text?: string;
}

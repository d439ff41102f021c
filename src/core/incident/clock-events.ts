import type { PolicyTarget } from "../config/clock-settings.ts";
import type { Room } from "./destinations.ts";
import type { PageState } from "./escalation.ts";
import type { Happened } from "./happened.ts";
import type { Reminder } from "./reminder.ts";
import type { Instant } from "./stamp.ts";

export type ClockEvent =
  | ReminderGiven
  | RemindersSnoozed
  | RemindersUnsnoozed
  | ReminderAskedFor
  | WatchSet
  | EscalationStarted
  | PersonPaged
  | IncidentEscalated
  | PageSent
  | PageFailed
  | PageFollowed
  | DestinationTold
  | RoomShown;

const clockKinds: Readonly<Record<ClockEvent["kind"], true>> = {
  ReminderGiven: true,
  RemindersSnoozed: true,
  RemindersUnsnoozed: true,
  ReminderAskedFor: true,
  WatchSet: true,
  EscalationStarted: true,
  PersonPaged: true,
  IncidentEscalated: true,
  PageSent: true,
  PageFailed: true,
  PageFollowed: true,
  DestinationTold: true,
  RoomShown: true,
};

export function isClockEvent(event: { readonly kind: string }): event is ClockEvent {
  return Object.hasOwn(clockKinds, event.kind);
}

export interface ReminderGiven extends Happened {
  readonly kind: "ReminderGiven";
  readonly reminder: Reminder;
}
export interface RemindersSnoozed extends Happened {
  readonly kind: "RemindersSnoozed";
  readonly until: Instant;
}
export interface RemindersUnsnoozed extends Happened {
  readonly kind: "RemindersUnsnoozed";
}
export interface ReminderAskedFor extends Happened {
  readonly kind: "ReminderAskedFor";
  readonly id: string;
  readonly at: Instant;
  readonly text?: string;
}
export interface WatchSet extends Happened {
  readonly kind: "WatchSet";
  readonly until: Instant;
}
/** Somebody asked for a policy to be paged from its first level on. */
export interface EscalationStarted extends Happened {
  readonly kind: "EscalationStarted";
  readonly policy: string;
  readonly reason?: string;
}
export interface PersonPaged extends Happened {
  readonly kind: "PersonPaged";
  readonly login: string;
  readonly reason?: string;
}
/** A level of the policy is paged, with those before it that nobody had paged in time. */
export interface IncidentEscalated extends Happened {
  readonly kind: "IncidentEscalated";
  /** Since when somebody is waited for. */
  readonly call: Instant;
  readonly policy: string;
  /** Somebody called for it by hand. */
  readonly asked?: true;
  /** The level of the policy, from one. */
  readonly level: number;
  /** Counts the levels paged in this call for help, on and on when the policy begins again. */
  readonly turn: number;
  readonly targets: readonly PolicyTarget[];
}
/** A pager outside GitHub took the page. */
export interface PageSent extends Happened {
  readonly kind: "PageSent";
  readonly key: string;
  readonly call: Instant;
  readonly target: PolicyTarget;
}
export interface PageFailed extends Happened {
  readonly kind: "PageFailed";
  readonly key: string;
  readonly call: Instant;
  readonly target: PolicyTarget;
  readonly why: string;
  /** No answer came: it may ring all the same. */
  readonly unsure?: true;
}
/** The pager was told what became of the incident. */
export interface PageFollowed extends Happened {
  readonly kind: "PageFollowed";
  readonly key: string;
  readonly state: PageState;
}
/** A destination outside took what it was told. */
export interface DestinationTold extends Happened {
  readonly kind: "DestinationTold";
  /** `slack:incidents`. */
  readonly destination: string;
}
/** The room in the chat is in step. */
export interface RoomShown extends Happened {
  readonly kind: "RoomShown";
  readonly room: Room;
}

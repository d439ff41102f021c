import type { PolicyTarget } from "../config/clock-settings.ts";
import type { Destination } from "../config/destination-settings.ts";
import { destinationText } from "../incident/destinations.ts";
import type { IncidentEvent } from "../incident/events.ts";
import type { Incident } from "../incident/incident.ts";
import type { HotfixProposed, RollbackProposed } from "../incident/mitigation-events.ts";
import type { Reminder } from "../incident/reminder.ts";
import type { Instant, Stamp } from "../incident/stamp.ts";

/** The version of the block this process writes; a newer one makes it stand back. */
export const schemaVersion = 4;

/**
 * 2 added mitigations, the runbook, and stamps of pull requests and deployments. 3 added the
 * postmortem, what became of action items, reminders, and stamps of the clock and of postmortems. 4
 * added what the clock of an incident needs, and pages.
 */
export type SchemaVersion = 1 | 2 | 3 | typeof schemaVersion;

/** What the card's hidden block holds: the incident as data, and what is still owed. */
export interface IncidentRecord {
  readonly schema: SchemaVersion;
  /** Grows by one with every write of the card. */
  readonly generation: number;
  /** `app:<id>` or `action`: who writes this card. */
  readonly writer: string;
  /** Which run of the Action wrote it: two that write the same are told apart. */
  readonly run?: string;
  /** Nothing older than this is ever executed. */
  readonly floor: Stamp;
  /** All comments created until then have been read. */
  readonly seenUntil: Instant;
  /** GitHub's time when the thread was read for the last write: effects of ours come after it. */
  readonly readAt?: Instant;
  /** When somebody last wrote in the thread, whether or not it was a command. */
  readonly heardAt?: Instant;
  /** Comments with commands read within the last fifteen minutes before `seenUntil`. */
  readonly processed: readonly (readonly [commentId: number, createdAt: Instant])[];
  /** The last gesture read, and the page of the events it stood on. */
  readonly gestures: { readonly page: number; readonly lastId: number };
  /** What GitHub should show besides the card; what differs and is not owed is a gesture. */
  readonly shown: Shown;
  /** Gestures we refused and put back once. */
  readonly putBack: readonly string[];
  /**
   * Things people did again after we put them back: we no longer fight over them. What was touched
   * and the last gesture that did it: `state:closed@123`.
   */
  readonly yielded: readonly string[];
  readonly incident: Incident;
  /** How far the thread of its postmortem has been read; absent until it has one. */
  readonly postmortemRead?: ThreadRead;
  readonly owed: readonly Owed[];
  readonly notices: readonly Notice[];
}

/** The same as `seenUntil` and `processed`, for a second thread of the incident. */
export interface ThreadRead {
  readonly seenUntil: Instant;
  readonly processed: readonly (readonly [commentId: number, createdAt: Instant])[];
}

export interface Shown {
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly state: "open" | "closed";
}

/** Something a reader of the card must know. */
export type Notice =
  | {
      readonly code: "restored";
      readonly from: "database" | "revision" | "thread";
      readonly at: Instant;
    }
  | { readonly code: "thread-nearly-full"; readonly comments: number }
  /** An effect GitHub refused: its name and GitHub's words. */
  | { readonly code: "not-done"; readonly what: string; readonly why: string };

/** An effect that follows a card write; its name says how it is seen to be done. */
export type Owed = Effect & {
  /** The generation of the card write that first owed it. */
  readonly since: number;
  /** When it was first owed, by our own clock. */
  readonly owedAt?: Instant;
};

export type Effect =
  /** One comment of ours that answers a comment or gesture; seen by its marker. */
  | {
      readonly kind: "answer";
      readonly to: string;
      readonly events: readonly IncidentEvent[];
      /** The issue it goes to, where that is not the incident's own. */
      readonly on?: number;
    }
  | { readonly kind: "react"; readonly commentId: number }
  | { readonly kind: "label"; readonly name: string; readonly present: boolean }
  | { readonly kind: "assignee"; readonly login: string; readonly present: boolean }
  | {
      readonly kind: "state";
      readonly state: "open" | "closed";
      readonly reason: "completed" | "not_planned" | "reopened";
    }
  /** The hidden marker in the body that names the card. */
  | { readonly kind: "marker" }
  | { readonly kind: "drill-title" }
  | { readonly kind: "pin" }
  /** The pull request of a mitigation; found again by its branch. */
  | { readonly kind: "pull-request"; readonly event: RollbackProposed | HotfixProposed }
  /** The list of what changed before the incident; a comment, seen by its marker. */
  | { readonly kind: "suspects"; readonly to: string }
  /** The checklist of the named runbook, or of the best match; a comment, seen by its marker. */
  | {
      readonly kind: "runbook";
      readonly to: string;
      readonly stamp: Stamp;
      readonly by: string;
      readonly name?: string;
    }
  /** Brings the boxes of the checklist in step with the incident. */
  | { readonly kind: "ticks"; readonly commentId: number }
  /** The check that a hotfix says how to be taken back. */
  | { readonly kind: "plan-check"; readonly mitigation: number; readonly sha: string }
  /** The issue of the postmortem; seen by the marker in its body. */
  | { readonly kind: "postmortem"; readonly stamp: Stamp; readonly by: string }
  /** Brings the checklist in the postmortem in step with the action items. */
  | { readonly kind: "checklist" }
  | { readonly kind: "postmortem-state"; readonly state: "open" | "closed" }
  /** Who is assigned to the postmortem, instead of whom. */
  | { readonly kind: "postmortem-owner"; readonly login: string; readonly before?: string }
  /** The linter's one comment on the postmortem. */
  | { readonly kind: "review"; readonly digest: string }
  /** A comment that mentions who is to do something; seen by its marker. */
  | { readonly kind: "reminder"; readonly stamp: Stamp; readonly reminders: readonly Reminder[] }
  /** A level of the policy is paged; seen by the marker of its comment, or in the incident. */
  | {
      readonly kind: "page";
      readonly stamp: Stamp;
      /** The call for help it belongs to: since when somebody is waited for. */
      readonly call: Instant;
      readonly policy: string;
      readonly asked?: true;
      readonly level: number;
      readonly turn: number;
      readonly targets: readonly PolicyTarget[];
    }
  /** A pager outside GitHub is told that somebody came, or that it is over. */
  | {
      readonly kind: "page-state";
      readonly key: string;
      readonly to: "acknowledged" | "resolved";
      readonly stamp: Stamp;
    }
  /** A destination outside is told; its own answer is all there is to see. */
  | {
      readonly kind: "tell";
      readonly stamp: Stamp;
      readonly destination: Destination;
      readonly announcement: Readonly<Record<string, string>>;
      /** How many earlier ones never got there. */
      readonly missed?: number;
    }
  /** The room in the chat is opened, brought in step and archived. */
  | {
      readonly kind: "room";
      readonly stamp: Stamp;
      readonly messages: readonly RoomMessage[];
    }
  /** The issue of an action item; seen by the marker in its body. */
  | { readonly kind: "tracked"; readonly number: number; readonly stamp: Stamp }
  | {
      readonly kind: "tracked-state";
      readonly number: number;
      readonly state: "open" | "closed";
      readonly reason: "completed" | "not_planned" | "reopened";
    }
  /** That an open action item knew of it before; a comment, seen by its marker. */
  | { readonly kind: "known"; readonly to: string };

/** Something that is to be said in the room, by its stamp. */
export interface RoomMessage {
  readonly stamp: Stamp;
  readonly announcement: Readonly<Record<string, string>>;
}

/** What a process remembers once it has done it. */
export function memoryNameOf(owed: Owed): string {
  return `${owed.since}:${nameOf(owed)}`;
}

/** A short name, the same for the same effect: `answer:c5012345678`. */
export function nameOf(effect: Effect): string {
  switch (effect.kind) {
    case "answer":
      return `answer:${effect.to}`;
    case "react":
      return `react:${effect.commentId}`;
    case "label":
      return `label:${effect.name}:${effect.present}`;
    case "assignee":
      return `assignee:${effect.login}:${effect.present}`;
    case "state":
      return `state:${effect.state}`;
    case "pull-request":
      return `pull-request:${effect.event.mitigation}`;
    case "suspects":
      return `suspects:${effect.to}`;
    case "runbook":
      return `runbook:${effect.to}`;
    case "ticks":
      return `ticks:${effect.commentId}`;
    case "plan-check":
      return `plan-check:${effect.mitigation}:${effect.sha}`;
    case "postmortem-state":
      return `postmortem-state:${effect.state}`;
    case "postmortem-owner":
      return `postmortem-owner:${effect.login}`;
    case "review":
      return `review:${effect.digest}`;
    case "reminder":
      return `reminder:${effect.stamp}`;
    case "page":
      return `page:${effect.stamp}`;
    case "page-state":
      return `page-state:${effect.key}:${effect.to}`;
    case "tell":
      return `tell:${destinationText(effect.destination)}:${effect.stamp}`;
    case "room":
      return `room:${effect.stamp}`;
    case "tracked":
      return `tracked:${effect.number}`;
    case "tracked-state":
      return `tracked-state:${effect.number}:${effect.state}`;
    case "known":
      return `known:${effect.to}`;
    case "marker":
    case "drill-title":
    case "pin":
    case "postmortem":
    case "checklist":
      return effect.kind;
    default:
      return effect satisfies never;
  }
}

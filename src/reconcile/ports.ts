import type { Authority } from "../core/incident/authority.ts";
import type { Instant } from "../core/incident/stamp.ts";
import type { Address } from "./address.ts";
import type { FollowUps } from "./follow-up-port.ts";
import type { History } from "./repository-port.ts";

/**
 * What the loop needs of the world, in our words. Every method may throw `Again` (try later) or
 * `Stop` (trying again would not help) from `failure.ts`, and nothing else on purpose.
 */

export interface Person {
  readonly login: string;
  readonly id: number;
  readonly bot: boolean;
}

export interface Issue {
  readonly id: number;
  readonly nodeId: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  readonly stateReason?: string;
  /** Who closed it; absent while it is open, in lists, and where GitHub does not tell. */
  readonly closedBy?: Person;
  readonly closedAt?: Instant;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly author: Person;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly locked: boolean;
  readonly isPullRequest: boolean;
  /** How many comments GitHub counts. */
  readonly comments: number;
  readonly pinnedCommentId?: number;
  readonly url: string;
}

export interface Comment {
  readonly id: number;
  readonly nodeId: string;
  readonly body: string;
  readonly author: Person;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly url: string;
  /** How many rocket reactions it has, whoever gave them. */
  readonly rockets: number;
}

/** A label set, a person assigned, the issue closed … by hand or by us. */
export interface Gesture {
  readonly id: number;
  readonly kind: "labeled" | "unlabeled" | "assigned" | "unassigned" | "closed" | "reopened";
  readonly by: Person;
  readonly at: Instant;
  /** The label, or the login of the person assigned. */
  readonly subject?: string;
}

export interface GesturePage {
  readonly gestures: readonly Gesture[];
  /** Where to read on next time: the last page seen. */
  readonly page: number;
}

export interface Revision {
  readonly body: string;
  readonly editedAt: Instant;
  readonly by?: string;
}

/** Reading one issue's thread. */
export interface ThreadReader {
  readIssue(address: Address): Promise<Issue>;
  /** All comments updated at or after `since` (all of them without it), ascending by id. */
  readComments(address: Address, since?: Instant): Promise<readonly Comment[]>;
  /** Undefined when it is not there (deleted, or not visible yet). */
  readComment(address: Address, id: number): Promise<Comment | undefined>;
  /** Gestures from that page of the issue's events on, ascending. The first page is 1. */
  readGestures(address: Address, fromPage: number): Promise<GesturePage>;
  /** Who edited the comment last, where the host tells; undefined where it does not. */
  readEditor(address: Address, comment: Comment): Promise<string | undefined>;
  /**
   * Who edited the issue's own text last, where the host tells; undefined where it does not, or
   * nobody did.
   */
  readIssueEditor(address: Address, issue: Issue): Promise<string | undefined>;
  /** Earlier bodies of a comment, newest first; empty where the host does not tell. */
  readRevisions(address: Address, comment: Comment): Promise<readonly Revision[]>;
  /** Issues of the repository with that label, newest first; at most 100. */
  listIssues(
    address: Address,
    filter: { label?: string; state: "open" | "closed" | "all"; since?: Instant },
  ): Promise<readonly Issue[]>;
}

export interface LabelDefinition {
  readonly name: string;
  /** Six hex digits without `#`. */
  readonly color: string;
  readonly description: string;
}

/** Writing to one issue's thread. None of these is retried blindly by the adapter. */
export interface ThreadWriter {
  createComment(address: Address, body: string): Promise<Comment>;
  editComment(address: Address, id: number, body: string): Promise<Comment>;
  /** Returns the issue as GitHub answered it. */
  editIssue(
    address: Address,
    change: {
      body?: string;
      title?: string;
      state?: "open" | "closed";
      stateReason?: "completed" | "not_planned" | "reopened";
    },
  ): Promise<Issue>;
  openIssue(
    address: Address,
    issue: {
      title: string;
      body: string;
      labels: readonly string[];
      /** People without access are left out without a word. */
      assignees?: readonly string[];
    },
  ): Promise<Issue>;
  /** Creates the label in the repository when it is missing; never changes an existing one. */
  ensureLabel(address: Address, label: LabelDefinition): Promise<void>;
  addLabels(address: Address, labels: readonly string[]): Promise<void>;
  removeLabel(address: Address, label: string): Promise<void>;
  /** Answers with who is assigned now: GitHub silently leaves out people without access. */
  assign(address: Address, logins: readonly string[]): Promise<readonly string[]>;
  unassign(address: Address, logins: readonly string[]): Promise<readonly string[]>;
  /** Puts our rocket on a comment; harmless when it is there already. */
  react(address: Address, commentId: number): Promise<void>;
  /** Pins the comment on top of the issue; `Stop("unsupported")` where the host cannot. */
  pin(address: Address, commentId: number): Promise<void>;
}

export interface People {
  /**
   * Undefined when GitHub knows no such user. Looked up per repository, cached at most a minute.
   */
  permissionOf(
    address: Address,
    login: string,
  ): Promise<
    { readonly authority: Authority; readonly roleName: string; readonly id: number } | undefined
  >;
}

/** Files on the default branch, of this repository or the organization's `.github` repository. */
export interface Files {
  /** Undefined when there is no such file. Cached by ETag. */
  readFile(address: Address, path: string): Promise<string | undefined>;
  /** The same path in the owner's `.github` repository, when we may read it. */
  readOwnersFile(address: Address, path: string): Promise<string | undefined>;
  /** The file's content at each of its last commits, newest first; at most `count`. */
  readHistory(address: Address, path: string, count: number): Promise<readonly string[]>;
  /** The same of the owner's `.github` repository. */
  readOwnersHistory(address: Address, path: string, count: number): Promise<readonly string[]>;
}

/** What the setup check asks of a repository. */
export interface SetupReader {
  /** Names of the repository's labels. */
  readLabels(address: Address): Promise<readonly string[]>;
  /** What our installation may do, for example `issues` → `write`; undefined where unknown. */
  readPermissions(address: Address): Promise<ReadonlyMap<string, string> | undefined>;
}

/** Signs and verifies the card's block. */
export interface Seal {
  /** Undefined when no key is configured. */
  sign(text: string): string | undefined;
  /** `unknown-key`: signed with a key this process does not have. */
  verify(text: string, signature: string): "valid" | "invalid" | "unknown-key";
  readonly configured: boolean;
}

/** Whom we act as, and who else's card counts as ours. */
export interface Identity {
  readonly login: string;
  /** `app:<id>` or `action`. */
  readonly writer: string;
  /** Names this run among those that share no database with it. */
  readonly run?: string;
  /** Where people look at GitHub: `https://github.com`. */
  readonly webUrl: string;
}

export interface Clock {
  now(): Date;
}

export type Host = ThreadReader & ThreadWriter & People & Files & SetupReader & History & FollowUps;

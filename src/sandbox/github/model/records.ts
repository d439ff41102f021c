import type { GitStore } from "../git/store.ts";
import type { BranchRule } from "./code/rules.ts";
import type { PullRequest } from "./pulls/pull-request.ts";
import type { Deployment } from "./shipping/deployment.ts";
import type { Release } from "./shipping/releases.ts";
import type { CommitStatus } from "./shipping/statuses.ts";
import type { WorkflowRun } from "./shipping/workflow-runs.ts";

/** What the stand-in remembers. Instants are ISO strings to the second, as GitHub shows them. */

export type Role = "none" | "read" | "triage" | "write" | "maintain" | "admin";

export interface Account {
  id: number;
  login: string;
  type: "User" | "Bot" | "Organization";
}

export interface Organization {
  account: Account;
  members: Map<string, { role: "admin" | "member"; public: boolean }>;
  /** What every member may do on every repository. */
  basePermission: Role;
  /** Custom repository roles by name, each with the role it builds on. */
  customRoles: Map<string, Role>;
}

export interface Label {
  id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface CheckRun {
  id: number;
  name: string;
  headSha: string;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  externalId: string;
  annotations: Annotation[];
  startedAt: string;
  completedAt: string | null;
  app: App;
  /** One for each App and commit. */
  suite: number;
}

export interface Annotation {
  path: string;
  startLine: number;
  endLine: number;
  level: string;
  title: string | null;
  message: string;
}

export interface Repository {
  id: number;
  owner: Account;
  name: string;
  /** Earlier `owner/name`s in lower case; GitHub redirects them. */
  formerNames: string[];
  private: boolean;
  defaultBranch: string;
  createdAt: string;
  updatedAt: string;
  labels: Map<string, Label>;
  /** Role names by login in lower case. */
  collaborators: Map<string, string>;
  issues: Map<number, Issue>;
  nextNumber: number;
  git: GitStore;
  /** When a ref last moved. */
  pushedAt: string | null;
  rules: BranchRule[];
  /** Classic branch protection: the required checks of each protected branch. */
  protection: Map<string, readonly string[]>;
  /** A tree of more entries is answered in part, with `truncated`. */
  largestTree: number;
  statuses: CommitStatus[];
  deployments: Map<number, Deployment>;
  releases: Map<number, Release>;
  workflowRuns: Map<number, WorkflowRun>;
  checkRuns: Map<number, CheckRun>;
  pinnedIssues: number[];
}

export interface Issue {
  id: number;
  number: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: string | null;
  labels: Label[];
  assignees: Account[];
  author: Account;
  viaApp: App | null;
  locked: boolean;
  createdAt: string;
  updatedAt: string;
  /** Of its body; as a comment's. */
  revisions: Revision[];
  closedAt: string | null;
  closedBy: Account | null;
  comments: Comment[];
  events: IssueEvent[];
  pinnedComment: Comment | null;
  isPullRequest: boolean;
  /** The issue that this one is a sub-issue of. */
  parent: IssuePlace | null;
  children: IssuePlace[];
  /** Its branches; missing for a pull request that is only a row in the list of issues. */
  pull: PullRequest | null;
}

export interface IssuePlace {
  repository: Repository;
  issue: Issue;
}

export interface Revision {
  editor: Account;
  editedAt: string;
  body: string;
}

export interface Reaction {
  id: number;
  user: Account;
  content: string;
  createdAt: string;
}

export interface Comment {
  id: number;
  body: string;
  author: Account;
  viaApp: App | null;
  createdAt: string;
  updatedAt: string;
  /** Milliseconds since the epoch; only the lag of lists needs finer than seconds. */
  arrivedAt: number;
  /** Empty until the first edit; then oldest first, beginning with the original text. */
  revisions: Revision[];
  reactions: Reaction[];
  pin: { pinnedAt: string; pinnedBy: Account } | null;
  minimized: string | null;
}

export interface IssueEvent {
  id: number;
  event: string;
  actor: Account;
  viaApp: App | null;
  createdAt: string;
  label?: { name: string; color: string };
  assignee?: Account;
  assigner?: Account;
  rename?: { from: string; to: string };
  stateReason?: string | null;
  /** The commit that closed or merged it. */
  commit?: string;
}

export interface App {
  id: number;
  slug: string;
  name: string;
  clientId: string;
  owner: Account;
  bot: Account;
  publicKey: string;
  permissions: Record<string, string>;
  events: string[];
  createdAt: string;
  hook: { id: number; url: string | null; secret: string };
}

export interface Installation {
  id: number;
  app: App;
  account: Account;
  /** `null` means every repository of the account. */
  repositories: Set<number> | null;
  permissions: Record<string, string>;
  createdAt: string;
}

export interface Delivery {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  appId: number;
  installationId: number | null;
  repositoryId: number | null;
  redelivery: boolean;
  createdAt: string;
  payload: Record<string, unknown>;
}

/** Who acts: a person by token, or an App by one of its installations. */
export interface Actor {
  login: string;
  /** Set when an installation token acts. */
  installation?: number;
  /** What the token was narrowed to when it was made; absent means all of the installation. */
  narrowed?: { permissions?: Record<string, string>; repositories?: readonly number[] };
  /** Set when a person acts through an App (a user access token). */
  throughApp?: number;
}

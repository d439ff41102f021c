import { builtInLadders } from "./built-in-ladders.ts";
import {
  type ClockSettings,
  defaultClock,
  defaultEscalation,
  defaultNags,
  type EscalationSettings,
  type NagSettings,
} from "./clock-settings.ts";
import { defaultTelling, type TellingSettings } from "./destination-settings.ts";
import type { Ladder } from "./ladder.ts";
import type { TemplateName } from "./template-names.ts";
import type { ConfigurableVerb } from "./verbs.ts";

/** `.github/allclear.yml`, read and complete: every key has a value, every login is without `@`. */
export interface Config {
  readonly version: 1;
  readonly ladder: Ladder;
  /** IANA name. */
  readonly timezone: string;
  /** Further words for `/incident`, in lower case and without the slash. */
  readonly prefixes: readonly string[];
  readonly labels: LabelNames;
  /** Bots whose label or form declares an incident; that of others makes a report. */
  readonly declare: { readonly bots: readonly string[] };
  /** The four built-in roles first, then the own ones as written. */
  readonly roles: readonly RoleDescription[];
  readonly permissions: ReadonlyMap<ConfigurableVerb, PermissionRule>;
  /** Custom repository roles, by name as GitHub's `role_name` writes it. */
  readonly roleNames: ReadonlyMap<string, RepositoryRole>;
  /** Whether everybody who can comment may use `/note`. */
  readonly notes: { readonly open: boolean };
  readonly action: ActionSettings;
  /** Logins of other bots whose card is accepted, such as `github-actions[bot]`. */
  readonly identities: readonly string[];
  readonly postmortem: PostmortemSettings;
  readonly reminders: ReminderSettings;
  readonly clock: ClockSettings;
  readonly nags: NagSettings;
  readonly escalation: EscalationSettings;
  readonly telling: TellingSettings;
  /** Texts that come from the repository instead of ours. */
  readonly templates: readonly TemplateName[];
  readonly services: readonly Service[];
  /** What changed before the incident; how far back is looked unless somebody says. */
  readonly suspects: { readonly onDeclare: boolean; readonly windowMs: number };
  readonly rollback: RollbackSettings;
  readonly runbooks: { readonly onDeclare: boolean };
}

export interface RollbackSettings {
  readonly draft: boolean;
  /** Logins and `organization/team`, without `@`. */
  readonly reviewers: readonly string[];
  /** Branches that begin with it are ours to make and to delete. */
  readonly scratchPrefix: string;
  /** The environment whose deployments count unless a service names others. */
  readonly environment: string;
}

export interface ActionSettings {
  readonly types: readonly ActionTypeName[];
  /** Whether each action item gets an issue of its own. */
  readonly track: boolean;
  /** `owner/name` of those issues; undefined: where the affected service's code is, else here. */
  readonly repository: string | undefined;
}

export interface PostmortemSettings {
  readonly dueMs: number;
  /** Whether resolving an incident opens its postmortem. */
  readonly onResolve: boolean;
  /** The levels it is opened for, as the ladder writes them; without a severity it always is. */
  readonly levels: readonly string[];
  /** Where its text goes when it is committed as a file. */
  readonly folder: string;
  /** Rules of the linter that do not apply. */
  readonly rulesOff: readonly LintRule[];
}

/** What the linter looks for in a postmortem. */
export const lintRules = [
  "empty-section",
  "timeline-gap",
  "missing-milestone",
  "no-action-items",
  "item-without-owner",
  "item-without-date",
  "item-without-verb",
  "blame",
  "counterfactual",
] as const;

export type LintRule = (typeof lintRules)[number];

export interface ReminderSettings {
  /** How long before something is due its owner hears of it. */
  readonly soonMs: number;
  /** How often what is overdue comes up again. */
  readonly everyMs: number;
  /** When nothing is said, by the clocks of the config's zone; undefined: any time will do. */
  readonly quietHours: QuietHours | undefined;
}

/** Minutes after midnight, never the same; over midnight where `from` is the larger one. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** What an action item may be for; a config can only leave some of them out. */
export const actionTypeNames = ["prevent", "detect", "mitigate", "process"] as const;

export type ActionTypeName = (typeof actionTypeNames)[number];

export interface LabelNames {
  readonly incident: string;
  readonly postmortem: string;
  readonly drill: string;
  readonly severityPrefix: string;
  readonly statusPrefix: string;
}

export interface RoleDescription {
  readonly name: string;
  readonly duties: readonly string[];
}

/** Who may use a verb: one cell of the table of commands. */
export type PermissionRule =
  | { readonly who: (typeof permissionWords)[number] }
  | { readonly who: "list"; readonly logins: readonly string[] };

export const permissionWords = ["any", "triage", "write", "maintain", "holder", "self"] as const;

export const repositoryRoles = ["read", "triage", "write", "maintain", "admin"] as const;

export type RepositoryRole = (typeof repositoryRoles)[number];

/** One row of the service catalog: what incidents can name, and what we know of it. */
export interface Service {
  readonly name: string;
  readonly description: string | undefined;
  /** Logins and teams, without `@`. */
  readonly owners: readonly string[];
  /** `owner/name`; undefined: the repository of the incident. */
  readonly repository: string | undefined;
  /** Which files of the repository are its own, as CODEOWNERS writes it; none: all of them. */
  readonly paths: readonly string[];
  /** As GitHub's deployments name them, the most important one first. */
  readonly environments: readonly string[];
  /** How it is deployed, in one line for people. */
  readonly deploy: string | undefined;
  /** The escalation policy of its incidents, before that of their severity. */
  readonly policy?: string | undefined;
  readonly rollback: string | undefined;
  readonly staging: string | undefined;
  /** Commands a person runs to see that it works; we never run them. */
  readonly verify: readonly string[];
}

export const builtInRoles: readonly RoleDescription[] = [
  {
    name: "commander",
    duties: ["decides what happens next", "keeps everybody on one plan", "hands over in words"],
  },
  {
    name: "communications lead",
    duties: ["writes the status updates", "answers stakeholders", "clears what goes public"],
  },
  {
    name: "technical lead",
    duties: ["leads the diagnosis", "proposes the next safe change", "checks that a fix holds"],
  },
  { name: "scribe", duties: ["notes decisions and times", "collects action items"] },
];

/** What holds without a file. */
export const defaultConfig: Config = {
  version: 1,
  ladder: builtInLadders["sev1-sev4"],
  timezone: "UTC",
  prefixes: [],
  labels: {
    incident: "incident",
    postmortem: "postmortem",
    drill: "drill",
    severityPrefix: "severity: ",
    statusPrefix: "status: ",
  },
  declare: { bots: [] },
  roles: builtInRoles,
  permissions: new Map(),
  roleNames: new Map(),
  notes: { open: false },
  action: { types: actionTypeNames, track: false, repository: undefined },
  identities: [],
  postmortem: {
    dueMs: 48 * 3_600_000,
    onResolve: true,
    levels: ["SEV1", "SEV2", "SEV3"],
    folder: "postmortems",
    rulesOff: [],
  },
  reminders: {
    soonMs: 24 * 3_600_000,
    everyMs: 7 * 24 * 3_600_000,
    quietHours: { from: 20 * 60, to: 8 * 60 },
  },
  clock: defaultClock,
  nags: defaultNags,
  escalation: defaultEscalation,
  telling: defaultTelling,
  templates: [],
  services: [],
  suspects: { onDeclare: true, windowMs: 24 * 3_600_000 },
  rollback: {
    draft: true,
    reviewers: [],
    scratchPrefix: "allclear/scratch/",
    environment: "production",
  },
  runbooks: { onDeclare: true },
};

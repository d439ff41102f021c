import { builtInLadders } from "./built-in-ladders.ts";
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
  readonly action: { readonly types: readonly string[] };
  /** Logins of other bots whose card is accepted, such as `github-actions[bot]`. */
  readonly identities: readonly string[];
  readonly postmortem: { readonly dueMs: number };
  /** Texts that come from the repository instead of ours. */
  readonly templates: readonly TemplateName[];
  readonly services: readonly Service[];
}

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

export interface Service {
  readonly name: string;
  readonly description: string | undefined;
  /** Logins and teams, without `@`. */
  readonly owners: readonly string[];
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
  action: { types: ["prevent", "detect", "mitigate", "process"] },
  identities: [],
  postmortem: { dueMs: 48 * 3_600_000 },
  templates: [],
  services: [],
};

import { clockFaults } from "./clock-faults.ts";
import { completeClock, completeEscalation, completeNags } from "./complete-clock.ts";
import { completeTelling } from "./complete-destinations.ts";
import { completeLadder } from "./complete-ladder.ts";
import { completeAction, completePostmortem, completeReminders } from "./complete-postmortem.ts";
import {
  builtInRoles,
  type Config,
  defaultConfig,
  type LabelNames,
  type PermissionRule,
  type RoleDescription,
  type RollbackSettings,
  type Service,
} from "./config.ts";
import { labelFaults, listFaults, rollbackFaults, timezoneFaults } from "./config-faults.ts";
import { destinationFaults } from "./destination-faults.ts";
import type { Fault } from "./file-problems.ts";
import type { Ladder } from "./ladder.ts";
import { postmortemFaults } from "./postmortem-faults.ts";
import type { ConfigFile } from "./schema.ts";
import type { ConfigurableVerb } from "./verbs.ts";

/** Fills in the defaults, and finds what only shows when the keys are seen together. */
export function completeConfig(file: ConfigFile): { config: Config; faults: readonly Fault[] } {
  const { ladder, faults } = completeLadder(file);
  const labels = completeLabels(file.labels);
  const config = fill(file, ladder, labels);
  return {
    config,
    faults: [
      ...faults,
      ...labelFaults(labels, file.labels, ladder),
      ...timezoneFaults(file.timezone),
      ...listFaults(file),
      ...rollbackFaults(file),
      ...postmortemFaults(file, ladder),
      ...clockFaults(file, config),
      ...destinationFaults(file, ladder),
    ],
  };
}

function fill(file: ConfigFile, ladder: Ladder, labels: LabelNames): Config {
  const rollback = completeRollback(file.rollback);
  return {
    version: 1,
    ladder,
    labels,
    timezone: file.timezone ?? defaultConfig.timezone,
    prefixes: file.prefixes ?? defaultConfig.prefixes,
    declare: { bots: file.declare?.bots ?? defaultConfig.declare.bots },
    roles: completeRoles(file.roles),
    permissions: completePermissions(file.permissions),
    roleNames: new Map(Object.entries(file.roleNames ?? {})),
    notes: { open: file.notes?.open ?? defaultConfig.notes.open },
    action: completeAction(file.action),
    identities: file.identities ?? defaultConfig.identities,
    postmortem: completePostmortem(file.postmortem, ladder),
    reminders: completeReminders(file.reminders),
    clock: completeClock(file.clock, ladder),
    nags: completeNags(file.nags),
    escalation: completeEscalation(file.escalation),
    telling: completeTelling(file, ladder),
    templates: file.templates ?? defaultConfig.templates,
    services: (file.services ?? []).map((service) => completeService(service, rollback)),
    suspects: {
      onDeclare: file.suspects?.onDeclare ?? defaultConfig.suspects.onDeclare,
      windowMs: file.suspects?.window ?? defaultConfig.suspects.windowMs,
    },
    rollback,
    runbooks: { onDeclare: file.runbooks?.onDeclare ?? defaultConfig.runbooks.onDeclare },
  };
}

function completeRollback(file: ConfigFile["rollback"]): RollbackSettings {
  const own = defaultConfig.rollback;
  return {
    draft: file?.draft ?? own.draft,
    reviewers: file?.reviewers ?? own.reviewers,
    scratchPrefix: file?.scratchPrefix ?? own.scratchPrefix,
    environment: file?.environment ?? own.environment,
  };
}

function completeService(
  file: NonNullable<ConfigFile["services"]>[number],
  { environment }: RollbackSettings,
): Service {
  return {
    name: file.name,
    description: file.description,
    owners: file.owners ?? [],
    repository: file.repository,
    paths: file.paths ?? [],
    environments: file.environments ?? [environment],
    deploy: file.deploy,
    policy: file.policy,
    rollback: file.rollback,
    staging: file.staging,
    verify: file.verify ?? [],
  };
}

function completeLabels(file: ConfigFile["labels"]): LabelNames {
  const own = defaultConfig.labels;
  return {
    incident: file?.incident ?? own.incident,
    postmortem: file?.postmortem ?? own.postmortem,
    drill: file?.drill ?? own.drill,
    severityPrefix: file?.severityPrefix ?? own.severityPrefix,
    statusPrefix: file?.statusPrefix ?? own.statusPrefix,
  };
}

function completeRoles(file: ConfigFile["roles"]): RoleDescription[] {
  const written = new Map(Object.entries(file ?? {}));
  const builtIn = builtInRoles.map((role) => ({ ...role, ...written.get(role.name) }));
  const names = new Set(builtIn.map((role) => role.name));
  const added = [...written].filter(([name]) => !names.has(name));
  return [...builtIn, ...added.map(([name, { duties }]) => ({ name, duties }))];
}

function completePermissions(
  file: ConfigFile["permissions"],
): ReadonlyMap<ConfigurableVerb, PermissionRule> {
  const rules = new Map<ConfigurableVerb, PermissionRule>();
  for (const [verb, cell] of Object.entries(file ?? {})) {
    if (cell === undefined) continue;
    const rule: PermissionRule =
      typeof cell === "string" ? { who: cell } : { who: "list", logins: cell.list };
    rules.set(verb as ConfigurableVerb, rule);
  }
  return rules;
}

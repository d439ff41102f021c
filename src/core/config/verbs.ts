/**
 * Verbs whose permission a config may change; `severity`, `role`, `link` and `done` also govern the
 * verbs beside them. A verb that is not here cannot be restricted, so a new one joins this list.
 */
export const configurableVerbs = [
  "declare",
  "ack",
  "severity",
  "status",
  "mitigated",
  "resolve",
  "close",
  "cancel",
  "reopen",
  "role",
  "handoff",
  "impact",
  "service",
  "summary",
  "update",
  "note",
  "action",
  "done",
  "postmortem",
  "link",
  "changes",
  "rollback",
  "hotfix",
  "runbook",
  "step",
  "check",
  "list",
  "help",
] as const;

export type ConfigurableVerb = (typeof configurableVerbs)[number];

/** Further verbs of the thread, governed by one of those above: no prefix may take their place. */
export const governedVerbs = [
  "sev",
  "lead",
  "comms",
  "tech",
  "scribe",
  "related",
  "duplicate",
  "wontdo",
] as const;

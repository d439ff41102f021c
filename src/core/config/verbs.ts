/**
 * Verbs whose permission a config may change; `severity`, `role`, `link`, `done` and `snooze` also
 * govern the verbs beside them. A verb that is not here cannot be restricted, so a new one joins
 * this list.
 */
export const configurableVerbs = [
  "declare",
  "ack",
  "page",
  "oncall",
  "severity",
  "status",
  "mitigated",
  "watch",
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
  "remind",
  "snooze",
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
  "unsnooze",
] as const;

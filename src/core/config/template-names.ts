/** Every text the bot writes has one template, `templates/<name>.mustache`. */
export const templateNames = [
  "card",
  "declared",
  "severity",
  "update",
  "rollback",
  "rollback-pull",
  "hotfix",
  "hotfix-pull",
  "role",
  "reply",
  "report",
  "pointer",
  "incident-body",
  "status",
  "list",
  "help",
  "check",
  "suspects",
  "runbook",
  "runbooks",
] as const;

export type TemplateName = (typeof templateNames)[number];

/** Every text the bot writes has one template, `templates/<name>.mustache`. */
export const templateNames = [
  "card",
  "declared",
  "severity",
  "update",
  "role",
  "reply",
  "report",
  "pointer",
  "incident-body",
  "status",
  "list",
  "help",
  "check",
] as const;

export type TemplateName = (typeof templateNames)[number];

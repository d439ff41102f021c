import type { SlashCommand } from "../slash-command.ts";

/** `/incident check`: whether everything is set up. */
export const check: SlashCommand = {
  verb: "check",
  aliases: [],
  summary: "Checks config, labels, permissions, runbooks and templates, with fixes.",
  usage: ["/incident check"],
  permission: ["triage"],
  examples: ["/incident check"],
  onlyAfterIncident: true,
  parse: () => ({ kind: "Ask", topic: "check" }),
};

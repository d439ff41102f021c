import type { SlashCommand } from "../slash-command.ts";

/** `/incident list`: what is open. */
export const list: SlashCommand = {
  verb: "list",
  aliases: [],
  summary: "Lists the open incidents with severity, commander and link.",
  usage: ["/incident list"],
  permission: ["triage"],
  examples: ["/incident list"],
  onlyAfterIncident: true,
  parse: () => ({ kind: "Ask", topic: "list" }),
};

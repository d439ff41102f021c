import type { SlashCommand } from "../slash-command.ts";

/** `/incident help`: what can be said here, and by whom. */
export const help: SlashCommand = {
  verb: "help",
  aliases: ["commands"],
  summary: "Lists the commands, or explains one and who may use it.",
  usage: ["/incident help [verb]"],
  permission: ["any"],
  examples: ["/incident help", "/incident help sev"],
  onlyAfterIncident: true,
  parse: ({ words: [about] }) => ({
    kind: "Ask",
    topic: "help",
    ...(about !== undefined && { about: about.replace(/^\//, "").toLowerCase() }),
  }),
};

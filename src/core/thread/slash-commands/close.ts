import type { SlashCommand } from "../slash-command.ts";

/** `/close-incident`: nothing is left to do. A bare `/close` is left to others. */
export const close: SlashCommand = {
  verb: "close",
  bareVerb: "close-incident",
  aliases: [],
  summary: "Ends a resolved incident for good.",
  usage: ["/close-incident [note]", "/incident close [note]"],
  permission: ["write"],
  examples: ["/close-incident", "/incident close nothing to follow up"],
  parse: ({ text }) => ({ kind: "CloseIncident", ...(text !== "" && { note: text }) }),
};

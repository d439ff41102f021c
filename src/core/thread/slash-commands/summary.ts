import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";

/** `/summary`: the incident in a sentence. */
export const summary: SlashCommand = {
  verb: "summary",
  aliases: ["tldr"],
  summary: "Says in a sentence what is going on; shows the old one when it is replaced.",
  usage: ["/summary <text>"],
  permission: ["triage"],
  examples: ["/summary Checkout fails since the 9:12 deploy"],
  parse: ({ text }) => {
    if (text !== "") return { kind: "WriteSummary", text };
    return misread("no text", "a sentence", "/summary Checkout fails since the 9:12 deploy");
  },
};

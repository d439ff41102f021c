import { misread } from "../misread.ts";
import { shortestReason } from "../shortest-reason.ts";
import type { SlashCommand } from "../slash-command.ts";

const example = '/reopen-incident reason="errors are back in eu-west"';

/** `/reopen-incident`: it is not over. A bare `/reopen` is left to others. */
export const reopen: SlashCommand = {
  verb: "reopen",
  bareVerb: "reopen-incident",
  aliases: [],
  summary: "Takes an ended incident back to investigating.",
  usage: ['/reopen-incident reason="at least ten characters"'],
  permission: ["triage"],
  examples: [example, "/incident reopen errors are back in eu-west"],
  options: ["reason"],
  parse: ({ text, options }) => {
    const reason = options.get("reason") ?? text;
    if ([...reason].length < shortestReason) {
      const expected = `a reason of at least ${shortestReason} characters`;
      return misread(reason || "no reason", expected, example);
    }
    return { kind: "ReopenIncident", reason };
  },
};

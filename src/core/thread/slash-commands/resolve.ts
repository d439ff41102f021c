import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";

/** `/resolve`: it is over. Whether enough is known to say so is decided by the incident. */
export const resolve: SlashCommand = {
  verb: "resolve",
  aliases: ["resolved", "fixed"],
  summary: "Ends the incident once the severity is set and it is mitigated or summed up.",
  usage: ["/resolve [summary]", '/resolve --force "reason"'],
  permission: ["write", "holder"],
  permissionWords: "write or holder of commander; with --force: maintain",
  examples: ["/resolve", "/resolve rolled back to 4.2", '/resolve --force "noise, nobody was hit"'],
  options: ["reason"],
  flags: ["force"],
  parse: ({ text, flags, options }) => {
    const quoted = options.get("force") ?? options.get("reason");
    const summary = flags.has("force") && quoted === undefined ? "" : text;
    if (!flags.has("force")) {
      const said = summary || quoted;
      return { kind: "ResolveIncident", ...(said && { summary: said }) };
    }
    const force = quoted ?? text;
    if (force === "") {
      const example = '/resolve --force "noise, nobody was hit"';
      return misread("--force without a reason", "a reason in quotes", example);
    }
    return { kind: "ResolveIncident", force, ...(summary && { summary }) };
  },
};

import { cut } from "../../../std/cut.ts";
import type { SlashCommand } from "../slash-command.ts";

/** No file is called by more. */
const longestName = 100;

/** `/runbook`: which ones there are, or the one to follow. */
export const runbook: SlashCommand = {
  verb: "runbook",
  aliases: ["playbook"],
  summary: "Posts a runbook as a checklist; alone it lists them.",
  usage: ["/runbook [name]"],
  permission: ["triage"],
  examples: ["/runbook", "/runbook database-outage"],
  parse: ({ text }) =>
    text === ""
      ? { kind: "Ask", topic: "runbooks" }
      : { kind: "PickRunbook", name: cut(text, longestName) },
};

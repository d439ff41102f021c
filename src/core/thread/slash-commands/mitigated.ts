import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";
import { readInstant } from "../when.ts";

const example = "/mitigated rolled back at=09:30";

/** `/mitigated`: it no longer hurts. */
export const mitigated: SlashCommand = {
  verb: "mitigated",
  aliases: ["stable", "contained"],
  summary: "Says that it no longer hurts, how that was done and since when.",
  usage: ["/mitigated [how] [at=HH:MM]"],
  permission: ["triage"],
  examples: ["/mitigated", example],
  options: ["at"],
  parse: ({ text, options }, said) => {
    const time = options.get("at");
    const at = time === undefined ? undefined : readInstant(time, said);
    if (typeof at === "object") return misread(time ?? "", at.problem, example);
    return {
      kind: "MitigateIncident",
      ...(text !== "" && { how: text }),
      ...(at !== undefined && { at }),
    };
  },
};

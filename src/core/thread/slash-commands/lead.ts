import { roleCommand } from "../role-command.ts";

/** `/lead`: who decides. */
export const lead = roleCommand({
  verb: "lead",
  role: "commander",
  aliases: ["commander", "owner", "take"],
  summary: "Gives somebody command of the incident; without a name, you.",
});

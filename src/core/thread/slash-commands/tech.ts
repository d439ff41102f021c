import { roleCommand } from "../role-command.ts";

/** `/tech`: who leads the repair. */
export const tech = roleCommand({
  verb: "tech",
  role: "tech",
  aliases: [],
  summary: "Gives somebody the lead of the repair; without a name, you.",
});

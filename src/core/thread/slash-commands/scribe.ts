import { roleCommand } from "../role-command.ts";

/** `/scribe`: who writes down what happens. */
export const scribe = roleCommand({
  verb: "scribe",
  role: "scribe",
  aliases: [],
  summary: "Gives somebody the notes; without a name, you.",
});

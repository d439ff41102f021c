import { roleCommand } from "../role-command.ts";

/** `/comms`: who speaks to those who wait. */
export const comms = roleCommand({
  verb: "comms",
  role: "comms",
  aliases: [],
  summary: "Gives somebody the updates; without a name, you.",
});

import { relationCommand } from "../relation-command.ts";

/** `/related`: another issue worth reading. */
export const related = relationCommand({
  verb: "related",
  joint: "to",
  summary: "Links an issue that belongs to the same trouble.",
});

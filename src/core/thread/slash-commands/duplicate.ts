import { relationCommand } from "../relation-command.ts";

/** `/duplicate`: links only; to dismiss as a duplicate there is `/cancel`. */
export const duplicate = relationCommand({
  verb: "duplicate",
  joint: "of",
  summary: "Links the issue this one repeats; /cancel duplicate #12 also dismisses this one.",
});

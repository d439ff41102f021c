import type { SlashCommand } from "../slash-command.ts";

/** `/ack`: somebody is on it. */
export const ack: SlashCommand = {
  verb: "ack",
  aliases: ["acknowledge", "on-it"],
  summary: "Says that you are on it: the incident counts as acknowledged from here.",
  usage: ["/ack [note]"],
  permission: ["triage"],
  examples: ["/ack", "/ack looking at the database"],
  parse: ({ text }) => ({ kind: "AcknowledgeIncident", ...(text !== "" && { note: text }) }),
};

import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";

/** `/unsnooze`: reminders come again. */
export const unsnooze: SlashCommand = {
  verb: "unsnooze",
  aliases: [],
  summary: "Ends a snooze before its time.",
  usage: ["/unsnooze"],
  permission: ["triage"],
  examples: ["/unsnooze"],
  parse: ({ text }) =>
    text === ""
      ? { kind: "UnsnoozeReminders" }
      : misread(text, "nothing after it; /snooze names a time", "/unsnooze"),
};

import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";
import { readTimeToCome } from "../time-to-come.ts";

const example = "/snooze 1h";
const reach = { mostMs: 86_400_000, most: "1 day" };

/** `/snooze`: reminders are silent for a while; pages are not. */
export const snooze: SlashCommand = {
  verb: "snooze",
  aliases: [],
  summary:
    "Silences reminders for a while, 30 minutes unless you say, at most a day; pages still come.",
  usage: ["/snooze [1h]", "/snooze 14:45"],
  permission: ["triage"],
  examples: ["/snooze", example, "/snooze 14:45"],
  parse: ({ text, words }, said) => {
    const given = words.length === 0 ? ["30m"] : words;
    const time = readTimeToCome(given, said, reach);
    if ("expected" in time) return misread(time.came, time.expected, example);
    if (time.count < given.length) return misread(text, "one time and nothing else", example);
    return { kind: "SnoozeReminders", until: time.at };
  },
};

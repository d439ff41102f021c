import { afterWords } from "../arguments.ts";
import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";
import { readTimeToCome } from "../time-to-come.ts";

const example = "/remind 20m look at the queue again";
const reach = { mostMs: 30 * 86_400_000, most: "30 days" };

/** `/remind`: says something to whoever asked, at its time. */
export const remind: SlashCommand = {
  verb: "remind",
  aliases: [],
  summary: "Reminds you here, after a while or at a time, at most 30 days ahead.",
  usage: ["/remind 20m [text]", "/remind 14:45 [text]"],
  permission: ["triage"],
  examples: [example, "/remind 14:45", "/remind 2026-08-02 09:30 UTC call the provider"],
  parse: ({ text, words }, said) => {
    const time = readTimeToCome(words, said, reach);
    if ("expected" in time) return misread(time.came, time.expected, example);
    const about = afterWords(text, time.count);
    return { kind: "AskForReminder", at: time.at, ...(about !== "" && { text: about }) };
  },
};

import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";
import { readTimeToCome } from "../time-to-come.ts";

const example = "/watch 2h";
const reach = { mostMs: 7 * 86_400_000, most: "7 days" };

/** `/watch`: how long it is watched whether the mitigation holds. */
export const watch: SlashCommand = {
  verb: "watch",
  aliases: ["monitor", "stalk"],
  summary: "Says how long to watch whether the mitigation holds, at most 7 days.",
  usage: ["/watch 2h", "/watch 14:45"],
  permission: ["triage"],
  examples: [example, "/watch 18:00"],
  parse: ({ text, words }, said) => {
    const time = readTimeToCome(words, said, reach);
    if ("expected" in time) return misread(time.came, time.expected, example);
    if (time.count < words.length) return misread(text, "one time and nothing else", example);
    return { kind: "SetWatch", until: time.at };
  },
};

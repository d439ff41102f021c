import { afterWords } from "../arguments.ts";
import { readItemNumber } from "../item-number.ts";
import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";

const example = '/wontdo 3 reason="the queue is going away"';

/** `/wontdo`: an action item is dropped, and why. */
export const wontdo: SlashCommand = {
  verb: "wontdo",
  aliases: [],
  summary: "Drops an action item and says why.",
  usage: ['/wontdo 3 reason="..."'],
  permission: ["self", "write"],
  permissionWords: "self (owner) or write",
  examples: [example],
  options: ["reason"],
  parse: ({ text, words: [word = ""], options }) => {
    const number = readItemNumber(word);
    if (number === undefined) {
      return misread(word || "no number", "the number of an action item", example);
    }
    const reasons = [afterWords(text, 1), options.get("reason") ?? ""];
    const reason = reasons.filter((part) => part !== "").join("; ");
    if (reason === "") return misread("no reason", "why it is dropped", example);
    return { kind: "DropActionItem", number, reason };
  },
};

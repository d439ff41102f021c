import { readItemNumber } from "../item-number.ts";
import { misread } from "../misread.ts";
import { readTarget, targetForms } from "../references.ts";
import type { SlashCommand } from "../slash-command.ts";

const example = "/done 3 #120";

/** `/done`: an action item is kept. */
export const done: SlashCommand = {
  verb: "done",
  aliases: [],
  summary: "Marks an action item as done, with an optional link as proof.",
  usage: ["/done 3 [link]"],
  permission: ["self", "write"],
  permissionWords: "self (owner) or write",
  examples: ["/done 3", example],
  parse: ({ words: [word = "", proof, ...more] }) => {
    const number = readItemNumber(word);
    if (number === undefined) {
      return misread(word || "no number", "the number of an action item", example);
    }
    if (proof === undefined) return { kind: "CompleteActionItem", number };
    const link = readTarget(proof);
    if (link === undefined || more.length > 0) {
      return misread(
        [proof, ...more].join(" "),
        `nothing else, or one link: ${targetForms}`,
        example,
      );
    }
    return { kind: "CompleteActionItem", number, link };
  },
};

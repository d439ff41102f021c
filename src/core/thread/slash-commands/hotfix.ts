import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";

const example = "/hotfix Put the old timeout back";
/** GitHub takes 256 characters; what it will be called has to fit as well. */
const longestTitle = 120;

/** `/hotfix`: a branch and a draft pull request from what is deployed. */
export const hotfix: SlashCommand = {
  verb: "hotfix",
  aliases: [],
  summary: "Opens a branch and a draft pull request from what is deployed.",
  usage: ["/hotfix <title>"],
  permission: ["write"],
  examples: [example],
  parse: ({ text }) => {
    if (text === "") return misread("no title", "what the fix does", example);
    if ([...text].length > longestTitle) {
      return misread(text, `a title of at most ${longestTitle} characters`, example);
    }
    return { kind: "OpenHotfix", title: text };
  },
};

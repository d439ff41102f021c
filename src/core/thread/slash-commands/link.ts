import { afterWords } from "../arguments.ts";
import { misread } from "../misread.ts";
import { readTarget, targetForms } from "../references.ts";
import type { SlashCommand } from "../slash-command.ts";

const example = "/link https://example.com/dashboard error rate";

/** `/link`: a call, a dashboard, a document. */
export const link: SlashCommand = {
  verb: "link",
  aliases: ["zoom"],
  summary: "Keeps a call, a dashboard or a document with the incident.",
  usage: ["/link <url> [text]"],
  permission: ["triage"],
  examples: [example, "/link #12"],
  parse: ({ text, words: [word = ""] }) => {
    const target = readTarget(word);
    if (target === undefined) return misread(word || "no address", targetForms, example);
    const said = afterWords(text, 1);
    return { kind: "AddLink", relation: "link", target, ...(said !== "" && { text: said }) };
  },
};

import { type ActionItemType, actionItemTypes } from "../../incident/incident.ts";
import { afterWords } from "../arguments.ts";
import { misread } from "../misread.ts";
import { onePerson, readLogin } from "../people.ts";
import type { Arguments, SlashCommand } from "../slash-command.ts";
import { readDate } from "../when.ts";

const example = "/action Alert on queue length @jane due=5d type=detect";

/** `/action`: a promise that is followed to its end. */
export const action: SlashCommand = {
  verb: "action",
  aliases: ["task", "followup", "follow-up", "todo"],
  summary: "Adds an action item, with who does it, until when and of what type.",
  usage: [
    "/action <text> [@owner] [due=2026-08-15|5d] [type=prevent|detect|mitigate|process]",
    '/action <text> verified="how one will see that it works"',
    "TODO: <text> [@owner] [due=5d] (by the scribe)",
  ],
  permission: ["triage"],
  examples: ["/action Write a runbook for the queue", example],
  options: ["owner", "due", "type", "verified"],
  parse: (given, said) => {
    const { text, owner } = readOwner(given);
    if (text === "") return misread("no text", "what is to be done", example);
    const named = given.options.get("owner");
    if (named !== undefined && owner === undefined) return misread(named, onePerson, example);
    const time = given.options.get("due");
    const due = time === undefined ? undefined : readDate(time, said);
    if (typeof due === "object") return misread(`due=${time}`, due.problem, example);
    const word = given.options.get("type");
    const type = readType(word ?? "");
    if (word !== undefined && type === undefined) {
      return misread(`type=${word}`, `one of ${actionItemTypes.join(", ")}`, example);
    }
    const verified = given.options.get("verified") ?? "";
    return {
      kind: "AddActionItem",
      text,
      ...(owner !== undefined && { owner }),
      ...(due !== undefined && { due }),
      ...(type !== undefined && { type }),
      ...(verified !== "" && { verified }),
    };
  },
};

/** `owner=@jane`, else a mention as the last or the first word; others are part of the text. */
function readOwner({ text, words, options }: Arguments): { text: string; owner?: string } {
  const named = options.get("owner");
  const given = named === undefined ? undefined : readLogin(`@${named.replace(/^@/, "")}`);
  if (named !== undefined) return { text, ...(given !== undefined && { owner: given }) };
  const lastWord = words.at(-1) ?? "";
  const last = readLogin(lastWord);
  if (last !== undefined) return { text: text.slice(0, -lastWord.length).trimEnd(), owner: last };
  const first = readLogin(words[0] ?? "");
  return first === undefined ? { text } : { text: afterWords(text, 1), owner: first };
}

function readType(word: string): ActionItemType | undefined {
  return actionItemTypes.find((type) => type === word.toLowerCase());
}

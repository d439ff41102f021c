import { afterWords } from "../arguments.ts";
import { misread } from "../misread.ts";
import { onePerson, readLogin } from "../people.ts";
import { readRole, roleForm } from "../role-word.ts";
import type { SlashCommand } from "../slash-command.ts";

const example = "/handoff @jane end of my shift";

/** `/handoff`: gives a role you hold to somebody else, with a brief. */
export const handoff: SlashCommand = {
  verb: "handoff",
  aliases: ["handover"],
  summary: "Gives a role you hold to somebody else, with a brief.",
  usage: ["/handoff @user [role=commander] [note]"],
  permission: ["holder"],
  examples: [example, "/handoff @jane role=comms"],
  options: ["role"],
  parse: ({ text, words: [person = ""], options }) => {
    const login = readLogin(person);
    if (login === undefined) return misread(person || "nobody", onePerson, example);
    const word = options.get("role") ?? "commander";
    const role = readRole(word);
    if (role === undefined)
      return misread(word || "no role", roleForm, "/handoff @jane role=comms");
    const note = afterWords(text, 1);
    return { kind: "HandOffRole", role, login, ...(note !== "" && { note }) };
  },
};

import { misread } from "../misread.ts";
import { onePerson, readLogin } from "../people.ts";
import { plainWord } from "../phone-text.ts";
import { readRole, roleForm } from "../role-word.ts";
import type { SlashCommand } from "../slash-command.ts";

const example = "/role commander @jane";

/** `/role`: gives any role, also the ones config adds. */
export const role: SlashCommand = {
  verb: "role",
  aliases: [],
  summary: "Gives somebody a role; without a name it is you who takes it.",
  usage: ["/role commander @user"],
  permission: ["triage", "write", "holder"],
  permissionWords: "triage for yourself or for an empty commander; write or holder for others",
  examples: [example, "/role scribe"],
  parse: ({ words: [word = "", person, ...more] }) => {
    const wanted = readRole(plainWord(word));
    if (wanted === undefined) return misread(word || "no role", roleForm, example);
    if (person === undefined) return { kind: "AssignRole", role: wanted };
    const login = readLogin(person);
    if (login === undefined || more.length > 0) {
      return misread([person, ...more].join(" "), onePerson, example);
    }
    return { kind: "AssignRole", role: wanted, login };
  },
};

import { misread } from "./misread.ts";
import { onePerson, readLogin } from "./people.ts";
import type { SlashCommand } from "./slash-command.ts";

interface RoleVerb {
  readonly verb: string;
  readonly role: string;
  readonly aliases: readonly string[];
  readonly summary: string;
}

/** A verb for one role, such as `/lead @jane`. */
export function roleCommand({ verb, role, aliases, summary }: RoleVerb): SlashCommand {
  return {
    verb,
    aliases,
    summary,
    usage: [`/${verb} [@user]`],
    permission: ["triage", "write", "holder"],
    permissionWords: "triage for yourself or for an empty commander; write or holder for others",
    examples: [`/${verb}`, `/${verb} @jane`],
    parse: ({ text, words: [person, ...more] }) => {
      if (person === undefined) return { kind: "AssignRole", role };
      const login = readLogin(person);
      if (login === undefined || more.length > 0) return misread(text, onePerson, `/${verb} @jane`);
      return { kind: "AssignRole", role, login };
    },
  };
}

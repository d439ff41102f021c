import { activeStatuses, isStatus } from "../../incident/lifecycle.ts";
import { misread } from "../misread.ts";
import { plainLabel } from "../phone-text.ts";
import type { SlashCommand } from "../slash-command.ts";

const expected = `one of ${activeStatuses.join(", ")}`;
const endings: Readonly<Record<string, string>> = {
  resolved: "/resolve",
  closed: "/close-incident",
  dismissed: "/cancel",
};

/** `/status`: where the incident stands; alone it asks. Endings have verbs of their own. */
export const status: SlashCommand = {
  verb: "status",
  aliases: ["phase"],
  summary: "Says where the incident stands; alone it asks.",
  usage: ["/status investigating|identified|mitigating|monitoring", "/status"],
  permission: ["triage"],
  examples: ["/status identified", "/status"],
  parse: ({ text, words }) => {
    if (words.length === 0) return { kind: "Ask", topic: "status" };
    const word = plainLabel(text).toLowerCase();
    const found = activeStatuses.find((active) => active === word);
    if (found) return { kind: "ChangeStatus", status: found };
    if (!isStatus(word)) return misread(text, expected, "/status identified");
    const ending = endings[word] ?? "/resolve";
    return misread(text, `${expected}; an end has its own command, ${ending}`, ending);
  },
};

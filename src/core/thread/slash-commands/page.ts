import type { PageResponders } from "../../incident/clock-commands.ts";
import { afterWords } from "../arguments.ts";
import { misread } from "../misread.ts";
import { readLogin } from "../people.ts";
import { plainLabel, plainWord } from "../phone-text.ts";
import type { Arguments, SlashCommand } from "../slash-command.ts";

const example = "/page @jane the database is down";
const oneTarget = "one person as @login or the name of a policy; a team is paged by a policy";

/** `/page`: wakes somebody, by the policy that applies unless another or a person is named. */
export const page: SlashCommand = {
  verb: "page",
  aliases: ["escalate", "sos"],
  summary:
    "Pages the policy of the incident, another one, or a person. A first word that names a policy " +
    "is one; everything else is the reason.",
  usage: ["/page [policy|@user] [reason]"],
  permission: ["triage"],
  examples: [
    "/page",
    "/page nobody can pay",
    example,
    "/page checkout",
    '/page checkout reason="the queue stands still"',
  ],
  options: ["reason"],
  parse: (given) => {
    const [first = "", second = "", third = ""] = given.words.slice(0, 3).map(plainWord);
    if (!first.startsWith("@")) return { kind: "PageResponders", ...readPolicy(given) };
    const login = readLogin(withoutPunctuation(first));
    if (login === undefined) return misread(first, oneTarget, example);
    if ((/^(?:and|or|[&+,])$/i.test(second) ? third : second).startsWith("@")) {
      return misread(given.text, "one person at a time, each in a line of their own", example);
    }
    return { kind: "PageResponders", login, ...reasonOf(given, afterWords(given.text, 1)) };
  },
};

/**
 * The words are read without knowing which policies there are: a word by itself is taken for one,
 * and of several the decider sees whether the first names one.
 */
function readPolicy(given: Arguments): Pick<PageResponders, "policy" | "reason"> {
  const word = plainLabel(given.text);
  const isPolicy = given.words.length === 1 && /^[A-Za-z0-9][\w-]{0,29}$/.test(word);
  return isPolicy ? { policy: word, ...reasonOf(given, "") } : reasonOf(given, given.text);
}

function reasonOf({ options }: Arguments, text: string): Pick<PageResponders, "reason"> {
  const reason = [text, options.get("reason") ?? ""].filter((part) => part !== "").join("; ");
  return reason === "" ? {} : { reason };
}

/** As in `/page @jane, please`. */
function withoutPunctuation(word: string): string {
  return word.replace(/[,:;.!]$/, "");
}

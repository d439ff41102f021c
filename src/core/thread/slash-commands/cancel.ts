import { type DismissalReason, dismissalReasons } from "../../incident/incident.ts";
import { afterWords } from "../arguments.ts";
import { misread } from "../misread.ts";
import { plainLabel } from "../phone-text.ts";
import { issueForms, readIssue } from "../references.ts";
import type { Arguments, SlashCommand } from "../slash-command.ts";

/** `/cancel`: it never was an incident, or is one elsewhere. */
export const cancel: SlashCommand = {
  verb: "cancel",
  aliases: ["false-alarm", "decline"],
  summary: "Dismisses what turned out not to be an incident of its own.",
  usage: ['/cancel false-positive|duplicate #12|superseded|external [reason="..."]'],
  permission: ["write"],
  examples: [
    "/cancel false-positive",
    "/cancel duplicate #12",
    '/cancel external reason="the provider\'s outage"',
    "/false-alarm the probe was wrong",
  ],
  options: ["reason"],
  parse: (given) => {
    const { reason, count } = readReason(given);
    if (reason === undefined) {
      const came = given.words[0] ?? "no reason";
      return misread(came, `one of ${dismissalReasons.join(", ")}`, "/cancel false-positive");
    }
    const words = given.words.slice(count);
    const of = reason === "duplicate" && words[0]?.toLowerCase() === "of" ? 1 : 0;
    const duplicateOf = reason === "duplicate" ? readIssue(words[of] ?? "") : undefined;
    if (reason === "duplicate" && duplicateOf === undefined) {
      return misread(words[of] ?? "no issue", issueForms, "/cancel duplicate #12");
    }
    const rest = afterWords(given.text, count + of + Number(duplicateOf !== undefined));
    const text = [rest, given.options.get("reason") ?? ""].filter((part) => part !== "").join("; ");
    return {
      kind: "DismissIncident",
      reason,
      ...(duplicateOf !== undefined && { duplicateOf }),
      ...(text !== "" && { text }),
    };
  },
};

function readReason({ typed, words }: Arguments): { reason?: DismissalReason; count: number } {
  const [first = "", second = ""] = words.slice(0, 2).map((word) => plainLabel(word).toLowerCase());
  const reason = dismissalReasons.find((each) => each === first);
  if (reason) return { reason, count: 1 };
  if (first === "false" && second === "positive") return { reason: "false-positive", count: 2 };
  return typed === "false-alarm" ? { reason: "false-positive", count: 0 } : { count: 0 };
}

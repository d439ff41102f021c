import type { Command } from "../../incident/commands.ts";
import { afterWords } from "../arguments.ts";
import { readDue } from "../due.ts";
import { misread } from "../misread.ts";
import { onePerson, readLogin } from "../people.ts";
import { plainLabel } from "../phone-text.ts";
import { shortestReason } from "../shortest-reason.ts";
import type { Arguments, Said, SlashCommand } from "../slash-command.ts";

const example = "/postmortem due 2026-08-03";
const waiveExample = '/postmortem waive reason="the same outage as in #12"';
const expected = "create, waive, due, owner or ready, or nothing to ask where it stands";

/** `/postmortem`: the review of the incident; alone it asks where it stands. */
export const postmortem: SlashCommand = {
  verb: "postmortem",
  aliases: ["pm", "retro", "rca"],
  summary: "Opens the postmortem, waives it, says until when, by whom or that it is written.",
  usage: ['/postmortem [create|waive reason="..."|due 2026-08-03|owner @user|ready]'],
  permission: ["write"],
  permissionWords: "write; waive: maintain; alone: triage",
  examples: ["/postmortem", "/postmortem create", example, "/pm owner @jane", waiveExample],
  options: ["reason"],
  parse: (given, said) => {
    const { text, words } = given;
    if (words.length === 0 && given.options.size === 0) return { kind: "Ask", topic: "postmortem" };
    const [word = ""] = words;
    const read = readers.get(plainLabel(word).toLowerCase());
    return read?.(given, said) ?? misread(text || "no word", expected, example);
  },
};

/** Undefined where what follows the word does not belong to it. */
type Read = (given: Arguments, said: Said) => Command | undefined;

const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["create", (given) => alone(given, { kind: "OpenPostmortem" })],
  ["open", (given) => alone(given, { kind: "OpenPostmortem" })],
  ["ready", (given) => alone(given, { kind: "CompletePostmortem" })],
  ["done", (given) => alone(given, { kind: "CompletePostmortem" })],
  ["waive", readWaive],
  ["due", readSchedule],
  ["owner", readOwner],
]);

function alone({ words, options }: Arguments, command: Command): Command | undefined {
  return words.length === 1 && options.size === 0 ? command : undefined;
}

function readWaive({ text, options }: Arguments): Command {
  const reasons = [afterWords(text, 1), options.get("reason") ?? ""];
  const reason = reasons.filter((part) => part !== "").join("; ");
  if ([...reason].length >= shortestReason) return { kind: "WaivePostmortem", reason };
  const asks = `a reason of at least ${shortestReason} characters`;
  return misread(reason || "no reason", asks, waiveExample);
}

function readSchedule({ text }: Arguments, said: Said): Command {
  const time = afterWords(text, 1);
  const dueAt = readDue(time, said);
  if (typeof dueAt === "object") return misread(time || "no date", dueAt.problem, example);
  return { kind: "SchedulePostmortem", dueAt };
}

function readOwner({ text, words }: Arguments): Command {
  const login = words.length === 2 ? readLogin(words[1] ?? "") : undefined;
  if (login !== undefined) return { kind: "OwnPostmortem", login };
  return misread(afterWords(text, 1) || "nobody", onePerson, "/postmortem owner @jane");
}

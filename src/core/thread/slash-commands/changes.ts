import { parseDuration } from "../../../std/duration.ts";
import type { Ask } from "../../incident/commands.ts";
import { misread } from "../misread.ts";
import { plainWord } from "../phone-text.ts";
import { mostListed, readServices } from "../services.ts";
import type { Said, SlashCommand } from "../slash-command.ts";
import { type Problem, readInstant } from "../when.ts";

const example = "/changes since=2h service=api";

/** `/changes`: what changed before the incident, ranked. */
export const changes: SlashCommand = {
  verb: "changes",
  aliases: ["suspects", "deploys"],
  summary:
    "Lists what changed before the incident, ranked, with a reason and a command for each; " +
    "`since=2h` is the two hours before it started.",
  usage: ["/changes [since=2h | since=09:30] [service=api]"],
  permission: ["triage"],
  examples: ["/changes", example, "/changes since=2026-08-01T09:30Z"],
  options: ["since", "service"],
  parse: ({ text, options }, said) => {
    if (text !== "") return misread(text, "since= or service=, or nothing", example);
    const time = options.get("since");
    const from = time === undefined ? {} : readSince(time, said);
    if ("problem" in from) return misread(`since=${time}`, sinceForms, example);
    const named = options.get("service");
    const services = named === undefined ? undefined : readServices(named);
    if (named !== undefined && (services === undefined || services.length === 0)) {
      return misread(
        `service=${named}`,
        `names of services, at most ${mostListed} at a time`,
        example,
      );
    }
    return {
      kind: "Ask",
      topic: "changes",
      ...from,
      ...(services !== undefined && { services }),
    };
  },
};

const sinceForms =
  "how long before the start, such as 2h, or a time that has been, such as 09:30 or 2h ago";

/** A bare length counts back from the start: what came after it is not behind it. */
function readSince(text: string, said: Said): Pick<Ask, "since" | "lookBackMs"> | Problem {
  const plain = plainWord(text);
  const lookBackMs = parseDuration(plain);
  if (lookBackMs === 0) return { problem: sinceForms };
  const since = readInstant(lookBackMs === undefined ? plain : `-${plain}`, said);
  if (typeof since === "object") return since;
  return lookBackMs === undefined ? { since } : { lookBackMs };
}

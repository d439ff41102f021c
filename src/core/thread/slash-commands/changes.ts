import { parseDuration } from "../../../std/duration.ts";
import { misread } from "../misread.ts";
import { plainWord } from "../phone-text.ts";
import { mostListed, readServices } from "../services.ts";
import type { SlashCommand } from "../slash-command.ts";
import { readInstant } from "../when.ts";

const example = "/changes since=2h service=api";

/** `/changes`: what changed before the incident, ranked. */
export const changes: SlashCommand = {
  verb: "changes",
  aliases: ["suspects", "deploys"],
  summary: "Lists what changed before the incident, ranked, with a reason and a command for each.",
  usage: ["/changes [since=2h | since=09:30] [service=api]"],
  permission: ["triage"],
  examples: ["/changes", example, "/changes since=2026-08-01T09:30Z"],
  options: ["since", "service"],
  parse: ({ text, options }, said) => {
    if (text !== "") return misread(text, "since= or service=, or nothing", example);
    const time = options.get("since");
    const since = time === undefined ? undefined : readInstant(ago(time), said);
    if (typeof since === "object") return misread(`since=${time}`, sinceForms, example);
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
      ...(since !== undefined && { since }),
      ...(services !== undefined && { services }),
    };
  },
};

const sinceForms = "a length such as 2h, or a time that has been such as 09:30";

/** A bare length means so long ago: nobody asks what changed since a time to come. */
function ago(text: string): string {
  const plain = plainWord(text);
  return parseDuration(plain) === undefined ? plain : `-${plain}`;
}

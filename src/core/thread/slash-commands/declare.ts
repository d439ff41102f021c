import { afterWords } from "../arguments.ts";
import { plainTitle } from "../inert.ts";
import { misread } from "../misread.ts";
import { mostListed, readServices } from "../services.ts";
import type { SlashCommand } from "../slash-command.ts";
import { readInstant } from "../when.ts";

const example = "/incident declare sev1 Checkout is down service=api,web started=-20m";
/** GitHub refuses longer issue titles. */
const longestTitle = 256;

/** `/incident declare`: makes this issue the incident or, with a title, opens a new one. */
export const declare: SlashCommand = {
  verb: "declare",
  aliases: ["new", "create", "open", "start", "report", "promote"],
  summary: "Makes this issue the incident or, with a title, opens a new one and links it.",
  usage: [
    "/incident declare",
    "/incident declare [drill] [sev1] <title> [service=api,web] [started=-20m]",
  ],
  permission: ["triage"],
  examples: ["/incident declare", example, "/incident declare drill Region failover"],
  onlyAfterIncident: true,
  options: ["service", "services", "started"],
  parse: ({ text, words, options }, said) => {
    const { drill, severity, count } = readLead(words);
    const title = plainTitle(afterWords(text, count));
    if (title.length > longestTitle) {
      return misread(title, `a title of at most ${longestTitle} characters`, example);
    }
    const services = readServices(options.get("service") ?? options.get("services") ?? "");
    if (!services) {
      const expected = `at most ${mostListed} service names`;
      return misread(options.get("service") ?? "", expected, "service=api,web");
    }
    const started = options.get("started");
    const startedAt = started === undefined ? undefined : readInstant(started, said);
    if (typeof startedAt === "object") return misread(started ?? "", startedAt.problem, example);
    return {
      kind: "DeclareIncident",
      ...(title !== "" && { title }),
      ...(severity !== undefined && { severity }),
      services,
      ...(startedAt !== undefined && { startedAt }),
      drill,
    };
  },
};

/** What may stand before the title: `drill`, and a level that cannot be a word of it. */
function readLead(words: readonly string[]): { drill: boolean; severity?: string; count: number } {
  const drill = /^drill:?$/i.test(words[0] ?? "");
  const level = /^((?:sev-?|s|p)\d):?$/i.exec(words[drill ? 1 : 0] ?? "")?.[1];
  const count = Number(drill) + Number(level !== undefined);
  return { drill, ...(level !== undefined && { severity: level }), count };
}

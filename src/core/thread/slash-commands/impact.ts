import { misread } from "../misread.ts";
import { listed, mostListed } from "../services.ts";
import type { SlashCommand } from "../slash-command.ts";

const example = "/impact checkout fails users=20% regions=eu,us spreading=yes";
const answers: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["true", true],
  ["no", false],
  ["false", false],
]);

/** `/impact`: who is hit, how many, where, and whether it grows. */
export const impact: SlashCommand = {
  verb: "impact",
  aliases: ["scope"],
  summary: "Says who is hit, how many, where, and whether it spreads.",
  usage: ["/impact <text> [users=20%] [regions=eu,us] [spreading=yes]"],
  permission: ["triage"],
  examples: [example, "/impact users=20%"],
  options: ["users", "regions", "spreading"],
  parse: ({ text, options }) => {
    const users = options.get("users") ?? "";
    const regions = listed(options.get("regions") ?? "");
    if (regions.length > mostListed) {
      return misread(`${regions.length} regions`, `at most ${mostListed} regions`, example);
    }
    const answer = options.get("spreading");
    const spreading = answers.get(answer?.toLowerCase() ?? "");
    if (answer !== undefined && spreading === undefined) {
      return misread(`spreading=${answer}`, "spreading=yes or spreading=no", example);
    }
    if (text + users === "" && regions.length === 0 && spreading === undefined) {
      return misread("no text", "who is hit, how many or where", example);
    }
    return {
      kind: "StateImpact",
      ...(text !== "" && { text }),
      ...(users !== "" && { users }),
      ...(regions.length > 0 && { regions }),
      ...(spreading !== undefined && { spreading }),
    };
  },
};

import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";
import { readFuture } from "../when.ts";

const example = "/update A fix is being tested eta=30m next=15m";

/** `/update`: a message to people who wait. */
export const update: SlashCommand = {
  verb: "update",
  aliases: ["post"],
  summary: "Tells those who wait how it stands, and when they hear more.",
  usage: ["/update <text> [eta=30m] [next=15m]", "/update no change"],
  permission: ["holder", "write"],
  permissionWords: "holder of comms or commander, or write",
  examples: [example, "/update no change", "/update no change next=14:45"],
  options: ["eta", "next"],
  parse: ({ text, options }, said) => {
    if (text === "") return misread("no text", "what to tell", example);
    if (/^draft$/i.test(text)) {
      return misread(text, "the text itself: no draft is on offer", example);
    }
    const times: { etaAt?: string; nextAt?: string } = {};
    for (const key of ["eta", "next"] as const) {
      const time = options.get(key);
      if (time === undefined) continue;
      const at = readFuture(time, said);
      if (typeof at !== "string") return misread(`${key}=${time}`, at.problem, example);
      times[`${key}At`] = at;
    }
    const told = /^no change[.!]?$/i.test(text) ? "No change." : text;
    return { kind: "PostUpdate", text: told, ...times };
  },
};

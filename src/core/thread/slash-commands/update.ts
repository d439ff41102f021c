import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";
import { readFuture } from "../when.ts";

const example = "/update A fix is being tested eta=30m next=15m";

/** `/update`: a message to people who wait. */
export const update: SlashCommand = {
  verb: "update",
  aliases: ["post"],
  summary:
    "Tells those who wait how it stands, and when they hear more; `draft` sends the offered draft.",
  usage: ["/update <text> [eta=30m] [next=15m]", "/update no change", "/update draft"],
  permission: ["holder", "write"],
  permissionWords: "holder of comms or commander, or write",
  examples: [example, "/update no change", "/update no change next=14:45", "/update draft"],
  options: ["eta", "next"],
  parse: ({ text, options }, said) => {
    if (text === "") return misread("no text", "what to tell", example);
    const times: { etaAt?: string; nextAt?: string } = {};
    for (const key of ["eta", "next"] as const) {
      const time = options.get(key);
      if (time === undefined) continue;
      const at = readFuture(time, said);
      if (typeof at !== "string") return misread(`${key}=${time}`, at.problem, example);
      times[`${key}At`] = at;
    }
    if (/^draft[.!]?$/i.test(text)) return { kind: "PostUpdate", text: "", draft: true, ...times };
    const told = /^no change[.!]?$/i.test(text) ? "No change." : text;
    return { kind: "PostUpdate", text: told, ...times };
  },
};

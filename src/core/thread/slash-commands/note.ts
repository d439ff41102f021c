import { misread } from "../misread.ts";
import type { SlashCommand } from "../slash-command.ts";
import { looksLikeTime, readInstant } from "../when.ts";

const example = "/note failover done at=09:30";

/** `/note`: one line for the timeline, now or at the time it happened. */
export const note: SlashCommand = {
  verb: "note",
  aliases: ["timeline", "log"],
  summary: "Adds a line to the timeline, at the time it happened if that was earlier.",
  usage: [
    "/note <text> [at=09:30 | at=2026-08-01T09:30Z | at=-15m]",
    "/timeline <text> | 2026-08-01 09:30",
  ],
  permission: ["triage"],
  examples: [
    "/note restarted the workers",
    "/note first alert at=09:30",
    '/note traffic moved at="15m ago"',
    "/timeline deploy finished | 2026-08-01 09:30",
  ],
  options: ["at"],
  parse: ({ text, options }, said) => {
    const given = options.has("at") ? { text, time: options.get("at") } : splitAtBar(text);
    if (given.text === "") return misread("no text", "what happened", example);
    if (given.time === undefined) return { kind: "AddNote", text: given.text };
    const at = readInstant(given.time, said);
    if (typeof at !== "string") return misread(given.time, at.problem, example);
    return { kind: "AddNote", text: given.text, at };
  },
};

/** `text | 2026-08-01 09:30`; what does not begin like a time is part of the text. */
function splitAtBar(text: string): { text: string; time?: string } {
  const bar = text.lastIndexOf("|");
  const time = text.slice(bar + 1).trim();
  if (bar < 0 || !looksLikeTime(time)) return { text };
  return { text: text.slice(0, bar).trim(), time };
}

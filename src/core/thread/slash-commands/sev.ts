import { afterWords } from "../arguments.ts";
import { misread } from "../misread.ts";
import { plainLabel } from "../phone-text.ts";
import type { SlashCommand } from "../slash-command.ts";

/** `/sev`: how bad it is. What a level means is the ladder's business. */
export const sev: SlashCommand = {
  verb: "sev",
  aliases: ["severity", "priority"],
  summary: "Sets how bad it is, with an optional reason.",
  usage: ["/sev 1 [reason]", '/severity P1 reason="..."'],
  permission: ["triage", "write", "holder"],
  permissionWords: "triage to set or raise, write or holder of commander to lower",
  examples: ["/sev 1", "/sev 2 only the reports are slow", '/severity P1 reason="data loss"'],
  options: ["reason"],
  parse: ({ text, words, options }) => {
    const { severity, count } = readLevel(words);
    if (severity === undefined) {
      return misread(words[0] ?? "no level", "a severity level", "/sev 1 nobody can log in");
    }
    const reason = [afterWords(text, count), options.get("reason") ?? ""].filter((r) => r !== "");
    return {
      kind: "ChangeSeverity",
      severity,
      ...(reason.length > 0 && { reason: reason.join("; ") }),
    };
  },
};

/** `1`, `sev1`, `SEV-1:` and, in two words, `sev 1`. */
function readLevel(words: readonly string[]): { severity?: string; count: number } {
  const [first = "", second = ""] = words.slice(0, 2).map(plainLabel);
  if (/^(?:sev|severity|s|p)$/i.test(first) && /^\d$/.test(second)) {
    return { severity: first + second, count: 2 };
  }
  if (!/^[a-z0-9][a-z0-9._-]{0,49}$/i.test(first)) return { count: 0 };
  return { severity: first, count: 1 };
}

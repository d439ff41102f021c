import { afterWords } from "./arguments.ts";
import { misread } from "./misread.ts";
import { issueForms, readIssue } from "./references.ts";
import type { SlashCommand } from "./slash-command.ts";

interface RelationVerb {
  readonly verb: "related" | "duplicate";
  readonly summary: string;
  /** The word people put before the issue. */
  readonly joint: string;
}

/** A verb that ties the incident to another issue. */
export function relationCommand({ verb, summary, joint }: RelationVerb): SlashCommand {
  return {
    verb,
    aliases: [],
    summary,
    usage: [`/${verb} #12`],
    permission: ["triage"],
    examples: [`/${verb} #12`, `/${verb} owner/repo#12 same cause`],
    parse: ({ text, words }) => {
      const skipped = words[0]?.toLowerCase() === joint ? 1 : 0;
      const word = words[skipped] ?? "";
      const target = readIssue(word);
      if (target === undefined) return misread(word || "no issue", issueForms, `/${verb} #12`);
      const said = afterWords(text, skipped + 1);
      return { kind: "AddLink", relation: verb, target, ...(said !== "" && { text: said }) };
    },
  };
}

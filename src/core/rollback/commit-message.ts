import { cut } from "../../std/cut.ts";
import { plainTitle } from "../thread/inert.ts";
import type { RollbackPlan, Undone } from "./plan.ts";

/**
 * The message of a rollback's commit: what is undone, and for which incident. Old titles stand in
 * it as they were, but close, mention and skip nothing.
 */
export function rollbackMessage(plan: RollbackPlan, incident: { readonly url: string }): string {
  const [first] = plan.undone;
  const single = plan.kind === "revert" && plan.undoneCount === 1 && first !== undefined;
  return [
    cut(single ? `Roll back: ${quiet(first.title)}` : subjectOf(plan), longestSubject),
    "",
    `Incident: ${incident.url}`,
    ...(plan.undoneCount > 0 ? ["", headingOf(plan), "", ...linesOf(plan)] : []),
    ...(single ? ["", `This reverts commit ${first.sha}.`] : []),
    "",
  ].join("\n");
}

/** Git shows subjects up to so many characters whole. */
const longestSubject = 72;

function subjectOf({ kind, target, undoneCount, sha }: RollbackPlan): string {
  if (kind === "restore") return `Go back to ${quiet(target)} (${sha.slice(0, 12)})`;
  return `Roll back ${undoneCount} changes up to ${sha.slice(0, 12)}`;
}

function headingOf({ kind, sha }: RollbackPlan): string {
  return kind === "restore"
    ? `Every file is again as it was in ${sha}, workflows excepted. That takes back:`
    : "Takes back:";
}

function linesOf({ undone, undoneCount }: RollbackPlan): readonly string[] {
  const more = undoneCount - undone.length;
  return [...undone.map(lineOf), ...(more > 0 ? [`- and ${more} more`] : [])];
}

function lineOf({ sha, title, pull }: Undone): string {
  const by = pull === undefined ? "" : ` (pull request ${pull})`;
  return `- ${sha.slice(0, 12)} ${quiet(title)}${by}`;
}

/** Nobody sees it, and it keeps apart what would mean something together. */
const apart = "\u200b";

/**
 * A title that reads as before but is neither a mention, a reference, a closing keyword, an
 * address, a trailer nor a request to CI.
 */
export function quiet(text: string): string {
  return plainTitle(text)
    .replace(/[@\uff20\ufe6b](?=\S)/g, `$&${apart}`)
    .replace(/[#\uff03](?=\d)/g, `$&${apart}`)
    .replace(/\b(gh-)(?=\d)/gi, `$1${apart}`)
    .replace(/:\/(?=\/)/g, `$&${apart}`)
    .replace(/\b(www)\./gi, `$1${apart}.`)
    .replace(/\b(clos|fix|resolv)(e[sd]?|ing)?\b(?=[:\s]|$)/gi, breakWord)
    .replace(/skip|no(?=[ _-]?ci\b)/gi, breakWord);
}

function breakWord(word: string): string {
  return word.charAt(0) + apart + word.slice(1);
}

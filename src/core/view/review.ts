import { digestOf } from "../postmortem/lint/digest.ts";
import type { Finding } from "../postmortem/lint/finding.ts";
import { reviewMarker } from "../postmortem/lint/review-marker.ts";
import { ruleTable } from "../postmortem/lint/rule-table.ts";
import { code, line, rowsWithin } from "./quoting.ts";
import { fill, type View } from "./render.ts";
import type { Telling } from "./telling.ts";

/** The linter's one comment on a postmortem, with the marker by which it is found again. */
export function renderReview(
  findings: readonly Finding[],
  { templates }: Pick<Telling, "templates">,
): string {
  const text = fill(templates.review, reviewView(findings));
  return `${text}\n\n${reviewMarker(digestOf(findings))}`;
}

/** What it says: each line quoted, why it was picked, and what would be better. */
export function reviewView(findings: readonly Finding[]): View {
  const count = findings.length;
  if (count === 0)
    return { verdict: "", findings: "", clean: "Nothing is missing, and it reads well." };
  const things = count === 1 ? "One thing" : `${count} things`;
  return {
    clean: "",
    verdict: `${things} to look at before this postmortem is done.`,
    findings: rowsWithin(groupsOf(findings).map(groupText), {
      characters: mostCharacters,
      more: (left) => `And more of ${left === 1 ? "one other kind" : `${left} other kinds`}.`,
    }).join("\n\n"),
  };
}

/** A comment holds 60,000. */
const mostCharacters = 50_000;
/** Of one kind; the rest is counted. */
const mostQuotes = 12;
const longestQuote = 200;

/** Findings that are told in the same words, so that these are told once. */
function groupsOf(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule}\n${finding.why}\n${finding.suggestion}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function groupText(group: readonly Finding[]): string {
  const [first] = group;
  if (first === undefined) return "";
  const { rule, why, suggestion } = first;
  const quotes = group.slice(0, mostQuotes).map(quoteRow);
  const left = group.length - quotes.length;
  return [
    `**${ruleTable[rule].title}** (${code(rule, 40)}): ${why} ${suggestion}`,
    "",
    ...quotes,
    ...(left > 0 ? [`- and ${left} more`] : []),
  ].join("\n");
}

/** Without the number of its line: an issue shows none, and it would soon be another one. */
function quoteRow({ quote }: Finding): string {
  return `- “${line(quote, longestQuote)}”`;
}

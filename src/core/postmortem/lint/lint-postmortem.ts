import { type LintRule, lintRules } from "../../config/config.ts";
import type { Finding, LintGiven } from "./finding.ts";
import { readManuscript } from "./manuscript.ts";
import { ruleTable } from "./rule-table.ts";

/**
 * What a postmortem lacks and what it says in a way that helps nobody, in the order of its lines.
 * A text that would cost too much to read is no text anybody can have reviewed: the one finding
 * then says so, whatever rules are off.
 */
export function lintPostmortem(text: string, given: LintGiven): readonly Finding[] {
  const manuscript = readManuscript(text);
  if (manuscript === undefined) return [unreadable];
  const found = lintRules
    .filter((rule) => !given.rulesOff.includes(rule))
    .flatMap((rule) => onceEach(rule, ruleTable[rule].find(manuscript, given)));
  return found.sort((a, b) => a.line - b.line);
}

/** Of one rule: whoever mends these sees the rest. */
const mostOfOneRule = 50;

function onceEach(rule: LintRule, found: readonly Omit<Finding, "rule">[]): readonly Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of found) {
    const key = `${finding.line} ${finding.quote}`;
    if (!seen.has(key)) seen.set(key, { rule, ...finding });
    if (seen.size >= mostOfOneRule) break;
  }
  return [...seen.values()];
}

const unreadable: Finding = {
  rule: "empty-section",
  line: 1,
  quote: "the whole text",
  why: "It holds so much markup that it was not read, so nothing in it could be checked.",
  suggestion: "Write it in plainer Markdown: long quotations and logs fit better behind a link.",
};

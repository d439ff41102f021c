import { cut } from "../../../std/cut.ts";
import type { LintRule } from "../../config/config.ts";
import type { Incident } from "../../incident/incident.ts";
import type { Manuscript } from "./manuscript.ts";

/** One thing the linter would say differently, or misses. */
export interface Finding {
  readonly rule: LintRule;
  /** Of the text, counted from 1. */
  readonly line: number;
  /** The words, heading or rows it is about: one line of at most 200 characters. */
  readonly quote: string;
  readonly why: string;
  readonly suggestion: string;
}

/** What the rules are applied with. */
export interface LintGiven {
  /** Rules that config turned off. */
  readonly rulesOff: readonly LintRule[];
  /** Absent for a text of which nobody knows the incident: a file in a pull request. */
  readonly incident?: Incident;
}

/** One rule: what it is called above its findings, and how it finds them. */
export interface Rule {
  readonly title: string;
  readonly find: (text: Manuscript, given: LintGiven) => readonly Omit<Finding, "rule">[];
}

/** In UTF-16 units. */
const longestQuote = 200;
/** How much is shown before the words that matter, where not all fits. */
const before = 60;

/** Words as a finding quotes them: in one line, and short. */
export function shortQuote(words: string): string {
  return cut(words.replace(/\s+/g, " ").trim(), longestQuote) || "(no words)";
}

/**
 * A stretch of a source text with as much of its line as a finding may show. It never looks
 * further than that: a text may be one long line with a thousand findings.
 */
export function quoteAround(source: string, start: number, end: number): string {
  const lead =
    source
      .slice(Math.max(0, start - longestQuote), start)
      .split("\n")
      .at(-1) ?? "";
  const [rest = ""] = source.slice(end, end + longestQuote).split("\n", 1);
  const found = source.slice(start, Math.min(end, start + longestQuote));
  const isWhole = lead.length + found.length + rest.length < longestQuote;
  const shown = isWhole || lead.length <= before ? lead.replace(/^[\s#*+-]+/, "") : tailOf(lead);
  return shortQuote(shown + found + rest);
}

function tailOf(lead: string): string {
  return `…${lead.slice(-before).replace(/^[\udc00-\udfff]/, "")}`;
}

import type { Finding } from "./finding.ts";
import { ruleTable } from "./rule-table.ts";

/** A finding on a line of a file, as a check shows it: plain text, nothing of it is Markdown. */
export interface FindingAnnotation {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly level: "warning";
  readonly title: string;
  readonly message: string;
}

/** The findings as annotations of the file the text was read from. */
export function annotationsOf(
  findings: readonly Finding[],
  path: string,
): readonly FindingAnnotation[] {
  return findings.map(({ rule, line, quote, why, suggestion }) => ({
    path,
    line,
    level: "warning",
    title: `${ruleTable[rule].title} (${rule})`,
    message: `“${quote}”: ${why} ${suggestion}`,
  }));
}

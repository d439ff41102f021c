import type { Finding } from "../src/core/postmortem/lint/finding.ts";
import type { Settings } from "../src/reconcile/settings.ts";
import type { Running } from "./running.ts";

export interface Linting {
  readonly running: Running;
  readonly settings: Settings;
}

/** A postmortem that was read: `#42`, or the path of its file. */
export interface Linted {
  readonly what: string;
  readonly findings: readonly Finding[];
}

/** For the log: each line that was found, and why. */
export function linesOf({ what, findings }: Linted): string {
  const lines = findings.map(({ line, quote, why }) => `  line ${line}: “${quote}”: ${why}`);
  return [`${what}: ${findings.length} things to look at.`, ...lines].join("\n");
}

import * as core from "@actions/core";
import type { FindingAnnotation } from "../src/core/postmortem/lint/annotations.ts";
import { cut } from "../src/std/cut.ts";
import { fenced } from "./fence.ts";

/** Names of the outputs in action.yml. */
export type OutputName = "number" | "url" | "joined" | "pull-request" | "findings" | "json" | "csv";

/** How a run tells people and later steps what it did. Nothing said here can command the runner. */
export interface Say {
  /** A line of the log. */
  info(text: string): void;
  /** Shown beside the run. */
  warn(text: string): void;
  /** The same, and the step fails. */
  fail(text: string): void;
  /** Shown beside a line of a file. */
  annotate(annotation: FindingAnnotation): void;
  output(name: OutputName, value: string | number | boolean): void;
  /** Markdown at the page of the run. */
  summary(markdown: string): Promise<void>;
}

/** The runner takes at most 1 MiB per step. A character is three bytes at most, or a pair four. */
const longestSummary = 340_000;

/** Speaks to the runner of this step. */
export function sayToRunner(): Say {
  return {
    info: (text) => core.info(fenced(text)),
    // The commands of the runner escape their text themselves.
    warn: (text) => core.warning(fenced(text)),
    fail: (text) => core.setFailed(fenced(text)),
    annotate: ({ message, title, path, line }) =>
      core.warning(fenced(message), { title: fenced(title), file: path, startLine: line }),
    output: (name, value) => core.setOutput(name, String(value)),
    async summary(markdown) {
      try {
        await core.summary.addRaw(cut(markdown, longestSummary), true).write();
      } catch {
        core.info("This runner takes no summary.");
      }
    },
  };
}

/** The runner hides these from then on, wherever they would be shown. */
export function hideSecrets(secrets: readonly string[]): void {
  for (const secret of secrets) core.setSecret(secret);
}

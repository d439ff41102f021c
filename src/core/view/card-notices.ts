import type { Notice } from "../card/record.ts";
import type { Config } from "../config/config.ts";
import { when } from "./instants.ts";
import { code, line } from "./quoting.ts";

/** What a reader must know before the rest, as one alert; empty when there is nothing. */
export function noticesOf(given: {
  readonly notices: readonly Notice[];
  readonly config: Config;
  readonly configProblem?: string | undefined;
}): string {
  const sentences = given.notices.map((notice) => sentenceOf(notice, given.config.timezone));
  if (given.configProblem !== undefined) {
    const problem = line(given.configProblem, 400);
    sentences.push(`A mistake in the configuration: ${problem}.`);
  }
  if (sentences.length === 0) return "";
  return ["[!WARNING]", ...sentences].map((sentence) => `> ${sentence}`).join("\n");
}

function sentenceOf(notice: Notice, timezone: string): string {
  switch (notice.code) {
    case "restored":
      return `This card was lost or damaged. It was restored ${when(notice.at, timezone)} ${restoredFrom[notice.from]}`;
    case "thread-nearly-full":
      return (
        `This thread has ${notice.comments} comments; GitHub takes 2,500. From 2,400 on nothing ` +
        "new is posted here and only this card is edited: link a follow-up issue soon."
      );
    case "not-done":
      return (
        `GitHub refused this, so it was not done (${line(notice.what, 80)}): ` +
        `${line(notice.why, 200)}. ${code("/incident check", 40)} says what is missing.`
      );
    default:
      return notice satisfies never;
  }
}

const restoredFrom = {
  database: "from the last saved copy: nothing is missing.",
  revision:
    "from an earlier version of itself: please check that the last few changes are still there.",
  thread:
    "from the comments of this thread, and nobody was told again: " +
    "please check severity, roles, action items and open pull requests.",
} as const;

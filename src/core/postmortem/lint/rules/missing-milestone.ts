import type { Milestone } from "../../../incident/incident.ts";
import type { Rule } from "../finding.ts";
import type { Manuscript } from "../manuscript.ts";
import { timelineRowsOf } from "../timeline-rows.ts";

/** A duration is only as good as its two ends. What the text itself says counts as known. */
export const missingMilestone: Rule = {
  title: "Missing milestone",
  find: (text, { incident }) => {
    if (incident === undefined) return [];
    return wanted
      .filter(({ milestone }) => incident.milestones[milestone] === undefined)
      .filter(({ word }) => !isTold(text, word))
      .map(({ word, costs, command }) => ({
        line: 1,
        quote: word,
        why: `Nobody said when it was ${word}, so ${costs}.`,
        suggestion: `${command}Write it into the text, such as "${capital(word)}: 2026-11-22 09:30 UTC".`,
      }));
  },
};

interface Wanted {
  readonly milestone: Milestone;
  readonly word: string;
  readonly costs: string;
  /** Commands count only while the incident is not over. */
  readonly command: string;
}

const wanted: readonly Wanted[] = [
  {
    milestone: "detectedAt",
    word: "detected",
    costs: "nobody can tell how long it went unnoticed",
    command: "",
  },
  {
    milestone: "acknowledgedAt",
    word: "acknowledged",
    costs: "there is no time to acknowledge",
    command: "While the incident is open, `/ack` says it. ",
  },
  {
    milestone: "mitigatedAt",
    word: "mitigated",
    costs: "there is no time to mitigate",
    command: "While the incident is open, `/mitigated at=09:30` says it, afterwards too. ",
  },
  {
    milestone: "resolvedAt",
    word: "resolved",
    costs: "there is no time to resolve",
    command: "`/resolve` in the incident says it. ",
  },
];

/** `Detected at 09:30`, `09:30 UTC: detected by an alert`, or a row of the timeline about it. */
function isTold(text: Manuscript, word: string): boolean {
  const near = "[^.,;|\u00b7\\n]{0,40}?";
  const told = new RegExp(
    `\\b${word}\\b${near}\\d{1,2}:\\d\\d|\\d{1,2}:\\d\\d${near}\\b${word}\\b`,
    "i",
  );
  if (text.passages.some(({ words }) => told.test(words))) return true;
  return timelineRowsOf(text).some(({ what }) => what.toLowerCase().startsWith(word));
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

import { cut } from "../../../std/cut.ts";
import type { Incident, TimelineEntry } from "../incident.ts";
import { compareStamps } from "../stamp.ts";

/** As long as anybody reads on a phone, in UTF-16 units. */
const longestDraft = 600;
const longestPart = 160;

/** What a status update could say: what the timeline has since the last one, in one line. */
export function draftOf(incident: Incident): string {
  const { setBy, status, timeline } = incident;
  const last = setBy.update;
  const news = timeline
    .filter(({ stamp }) => last === undefined || compareStamps(stamp, last) > 0)
    .filter(isWorthTelling)
    .map(({ text = "" }) => cut(text.replace(/\s+/g, " ").trim(), longestPart))
    .filter((text) => text !== "");
  const standing = words[status] ?? `The status is ${status}.`;
  if (news.length === 0) {
    return last === undefined ? standing : `No change since the last update. ${standing}`;
  }
  return cut(`${standing} ${news.map(sentence).join(" ")}`, longestDraft);
}

const words: Partial<Record<Incident["status"], string>> = {
  triage: "We are finding out what is wrong.",
  investigating: "We are looking for the cause.",
  identified: "We know the cause.",
  mitigating: "A mitigation is under way.",
  monitoring: "It is mitigated, and we are watching whether that holds.",
};

/** What those who wait have no use for: who does what, questions, housekeeping. */
const tellable: ReadonlySet<string> = new Set([
  "SeverityChanged",
  "IncidentMitigated",
  "ImpactStated",
  "ServicesChanged",
  "SummaryWritten",
  "NoteAdded",
  "PullRequestOpened",
  "PullRequestFollowed",
]);

function isWorthTelling({ kind, withdrawn, text }: TimelineEntry): boolean {
  return tellable.has(kind) && withdrawn !== true && text !== undefined;
}

function sentence(text: string): string {
  const first = text[0] ?? "";
  return `${first.toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? "" : "."}`;
}

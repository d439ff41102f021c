import { cut } from "../../../std/cut.ts";
import type { Incident, TimelineEntry } from "../incident.ts";
import { compareStamps } from "../stamp.ts";

/** As long as anybody reads on a phone, in UTF-16 units. */
const longestDraft = 600;
const longestPart = 160;

/** What a status update could say: what the timeline has since the last one, in one line. */
export function draftOf(incident: Incident): string {
  const { setBy, status, timeline, milestones } = incident;
  const last = setBy.update;
  const isToldSince = last !== undefined && compareStamps(setBy.status ?? last, last) <= 0;
  const held = status === "monitoring" || milestones.mitigatedAt === undefined;
  const entries = timeline
    .filter(({ stamp }) => last === undefined || compareStamps(stamp, last) > 0)
    .filter(isWorthTelling)
    .filter(({ kind }) => held || kind !== "IncidentMitigated");
  const news = entries
    .map(({ text = "" }) => cut(text.replace(/\s+/g, " ").trim(), longestPart))
    .filter((text) => text !== "");
  const isToldBelow = entries.some(({ kind }) => kind === "IncidentMitigated");
  const now = isToldBelow ? watching : (words[status] ?? `The status is ${status}.`);
  const standing = `${held || isToldSince ? "" : "It did not hold. "}${now}`;
  if (news.length === 0) {
    return last === undefined ? standing : `No change since the last update. ${standing}`;
  }
  return cut(`${standing} ${news.map(sentence).join(" ")}`, longestDraft);
}

/** Where the news say already that it is mitigated, and how. */
const watching = "We are watching whether it holds.";

const words: Partial<Record<Incident["status"], string>> = {
  triage: "We are finding out what is wrong.",
  investigating: "We are looking for the cause.",
  identified: "We know the cause.",
  mitigating: "A mitigation is under way.",
  monitoring: "It is mitigated, and we are watching whether that holds.",
};

/** What those who wait have no use for: who does what, questions, housekeeping. */
const tellable: ReadonlySet<string> = new Set([
  "IncidentMitigated",
  "ServicesChanged",
  "SummaryWritten",
  "NoteAdded",
  "PullRequestFollowed",
]);

function isWorthTelling({ kind, withdrawn, text }: TimelineEntry): boolean {
  return tellable.has(kind) && withdrawn !== true && text !== undefined;
}

function sentence(text: string): string {
  const first = text[0] ?? "";
  return `${first.toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? "" : "."}`;
}

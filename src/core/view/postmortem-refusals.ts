import type { Incident } from "../incident/incident.ts";
import { isActive, type Status } from "../incident/lifecycle.ts";
import type { Refusal } from "../incident/refusal.ts";
import { code, line } from "./quoting.ts";
import type { RefusalWords } from "./refusal-words.ts";

/** Closing and looking back both come after resolving. */
export function notResolvedWords(status: Status, verb: string): RefusalWords {
  const isPostmortem = verb === "postmortem";
  if (status === "dismissed") {
    const left = isPostmortem ? "look back on" : "close";
    return { why: `This incident was dismissed, so there is nothing left to ${left}.`, next: "" };
  }
  const what = isPostmortem ? "The postmortem" : "Closing";
  return {
    why: `${what} comes after resolving, and the status is ${status}.`,
    next: `First ${code("/resolve <what fixed it>", 60)}`,
  };
}

/** What can be done about it hangs on what became of the last one. */
export function noPostmortemWords(incident: Incident | undefined): RefusalWords {
  const { postmortem } = incident ?? {};
  const number = postmortem?.issue?.number;
  if (postmortem?.state === "done") {
    const named = number === undefined ? "The postmortem" : `The postmortem #${number}`;
    return { why: `${named} is done.`, next: "To go on with it, open its issue again." };
  }
  const why =
    postmortem?.state === "waived"
      ? "The postmortem was waived."
      : "There is no postmortem that is open.";
  const isEnded = incident !== undefined && !isActive(incident.status);
  const create = `To open it: ${code("/postmortem create", 40)}`;
  return { why, next: isEnded ? create : "It comes when the incident is resolved." };
}

/** How many findings an answer lists; the comment on the postmortem has them all. */
const mostListed = 5;

/** Explains and suggests; somebody may always take the responsibility for less. */
export function incompleteWords({
  findings,
  worst,
}: Extract<Refusal, { code: "postmortem-incomplete" }>): RefusalWords {
  const listed = worst.slice(0, mostListed).map((finding) => line(finding.replace(/\.$/, ""), 160));
  const left = findings - listed.length;
  const more = left > 0 && listed.length > 0 ? [`and ${left} more`] : [];
  const rows = [...listed, ...more].map((row) => `- ${row}`);
  const things = findings === 1 ? "One thing" : `${findings} things`;
  const done = `When that is done, close it again or say ${code("/postmortem ready", 40)}.`;
  const waive = code('/postmortem waive reason="at least ten characters"', 80);
  return {
    why: [`${things} to look at first:`, "", ...rows, ""].join("\n"),
    next: `${done} To leave it as it is: ${waive}`,
  };
}

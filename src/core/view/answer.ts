import { speaks } from "../card/speaks.ts";
import type { IncidentEvent, QuestionAsked } from "../incident/events.ts";
import { checkView } from "./check.ts";
import { declaredView } from "./declared.ts";
import { helpView } from "./help.ts";
import { hotfixView } from "./hotfix.ts";
import { listView } from "./list.ts";
import { onCallView } from "./oncall.ts";
import { postmortemReply } from "./postmortem-standing.ts";
import { fill } from "./render.ts";
import { doneReply, type Reply, replyTo, replyView } from "./reply.ts";
import { roleView } from "./role.ts";
import { previewView, rollbackView } from "./rollback.ts";
import { runbooksView } from "./runbooks.ts";
import { severityView } from "./severity.ts";
import { statusView } from "./status.ts";
import { suspectsView } from "./suspects.ts";
import type { Telling } from "./telling.ts";
import { updateView } from "./update.ts";

/** Longest answer, in UTF-16 units. GitHub takes more; markers of ours follow it. */
export const longestAnswer = 55_000;

/** One comment for everything a comment or gesture caused, in the order it was asked for. */
export function renderAnswer(events: readonly IncidentEvent[], telling: Telling): string {
  const commands = byCommand(events);
  const sections = commands.flatMap((caused) => sectionsOf(caused, telling, commands.length > 1));
  return joinWithin([...sections], longestAnswer);
}

/** The events of one command share its stamp and stand together. */
function byCommand(events: readonly IncidentEvent[]): readonly (readonly IncidentEvent[])[] {
  const groups: IncidentEvent[][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last?.[0]?.stamp === event.stamp) last.push(event);
    else groups.push([event]);
  }
  return groups;
}

function sectionsOf(
  caused: readonly IncidentEvent[],
  telling: Telling,
  several: boolean,
): readonly string[] {
  const speaking = caused.filter(speaks);
  if (speaking.length > 0) return speaking.map((event) => sectionOf(event, telling));
  return several ? [replied(doneReply(caused), telling)] : [];
}

function sectionOf(event: IncidentEvent, telling: Telling): string {
  const { templates } = telling;
  switch (event.kind) {
    case "IncidentDeclared":
      return fill(templates.declared, declaredView(event, telling));
    case "SeverityChanged":
      return fill(templates.severity, severityView(event, telling));
    case "UpdatePosted":
      return fill(templates.update, updateView(event, telling));
    case "RoleAssigned":
      return fill(templates.role, roleView(event, telling));
    case "RollbackProposed":
      return fill(templates.rollback, rollbackView(event, telling));
    case "HotfixProposed":
      return fill(templates.hotfix, hotfixView(event, telling));
    case "QuestionAsked":
      return answerTo(event, telling);
    default:
      return replied(replyTo(event, telling), telling);
  }
}

function answerTo({ topic, about, stamp, services = [] }: QuestionAsked, telling: Telling): string {
  const { incident, config, place, templates, answers } = telling;
  switch (topic) {
    case "help":
      return fill(templates.help, helpView(about, config));
    case "list":
      return fill(templates.list, listView(answers.incidents, place));
    case "check":
      return fill(templates.check, checkView(answers.check));
    case "changes":
      return fill(templates.suspects, suspectsView(answers.suspects?.get(stamp), telling));
    case "rollback-preview":
      return fill(templates.rollback, previewView(answers.previews?.get(stamp), telling));
    case "runbooks":
      return fill(templates.runbooks, runbooksView(answers.runbooks, telling));
    case "oncall":
      return fill(templates.oncall, onCallView({ incident, config, services }));
    case "postmortem":
      return replied(postmortemReply(telling), telling);
    case "status": {
      const why = "This issue is not an incident.";
      if (incident === undefined) return replied({ what: "", why, next: "" }, telling);
      return fill(templates.status, statusView({ incident, config, place }));
    }
    default:
      return topic satisfies never;
  }
}

function replied(reply: Reply | undefined, { templates }: Telling): string {
  return reply === undefined ? "" : fill(templates.reply, replyView(reply));
}

function joinWithin(sections: readonly string[], most: number): string {
  const kept: string[] = [];
  let length = 0;
  const said = sections.filter((section) => section !== "");
  for (const section of said) {
    length += section.length + 2;
    if (length > most) {
      kept.push(`${said.length - kept.length} more results do not fit here; the card shows them.`);
      break;
    }
    kept.push(section);
  }
  return kept.join("\n\n");
}

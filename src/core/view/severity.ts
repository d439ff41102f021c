import { isTopSeverity } from "../config/ladder.ts";
import { isAwaited } from "../incident/deadlines/response.ts";
import type { SeverityChanged } from "../incident/events.ts";
import { readStamp } from "../incident/stamp.ts";
import { circleOf, severityText } from "./headline.ts";
import { when } from "./instants.ts";
import { mentions, person } from "./people.ts";
import { criteriaOf, levelOf, promisesOf } from "./promises.ts";
import { code, line } from "./quoting.ts";
import type { View } from "./render.ts";
import type { Telling } from "./telling.ts";

/** The announcement of a severity; people are told when it is the first one or a worse one. */
export function severityView(event: SeverityChanged, telling: Telling): View {
  const { incident, config, place } = telling;
  const level = levelOf(config, event.to);
  const silent = incident?.drill === true || event.direction === "better" || level === undefined;
  return {
    circle: circleOf(incident?.status ?? "triage"),
    drill: incident?.drill === true ? "DRILL" : "",
    change: changeText(event),
    criteria: criteriaOf(level),
    reason: event.reason === undefined ? "" : line(event.reason, 500),
    by: person(event.by, place),
    at: when(readStamp(event.stamp).at, config.timezone),
    promises: promisesOf(level),
    again: asksAnew(event, telling) ? `It asks anew for somebody: ${code("/ack", 10)}.` : "",
    question: worstQuestion(event, telling),
    mentions: silent ? "" : mentions(level.tell),
  };
}

function asksAnew({ direction }: SeverityChanged, { incident }: Telling): boolean {
  return (
    direction === "worse" &&
    incident !== undefined &&
    incident.milestones.acknowledgedAt !== undefined &&
    isAwaited(incident)
  );
}

/** From so many open incidents on, all of the worst level. */
const manyWorst = 3;

/** Where everything is the worst, nothing is: somebody has to say what comes first. */
function worstQuestion({ to }: SeverityChanged, { answers, config, place }: Telling): string {
  if (!isTopSeverity(config.ladder, to)) return "";
  const others = (answers.open ?? []).filter(
    ({ number, drill }) => number !== place.issue && drill !== true,
  );
  const areWorst = others.every(
    ({ severity }) => severity !== undefined && isTopSeverity(config.ladder, severity),
  );
  if (others.length + 1 < manyWorst || !areWorst) return "";
  return (
    `All ${others.length + 1} open incidents are ${severityText(to)}. ` +
    `Which one comes first? ${code("/incident list", 30)} shows them.`
  );
}

function changeText({ from, to, direction }: SeverityChanged): string {
  if (from === undefined) return `set: ${severityText(to)}`;
  const word = direction === "better" ? "lowered" : "raised";
  return `${word}: ${severityText(from)} → ${severityText(to)}`;
}

import { answeredBy, knownIn, pageIn, reminderIn, suspectsMarkerIn } from "../core/card/markers.ts";
import { type Effect, type IncidentRecord, memoryNameOf, type Owed } from "../core/card/record.ts";
import { sameLogin } from "../core/incident/permission.ts";
import { isInStep } from "../core/postmortem/checklist.ts";
import { reviewIn } from "../core/postmortem/lint/review-marker.ts";
import { keyOf } from "./address.ts";
import { isOurs } from "./card-seen.ts";
import { isOfIncident } from "./clock/give-reminder.ts";
import { isFollowed, isPaged } from "./clock/seen-pages.ts";
import { isMarked } from "./mark-body.ts";
import type { Observation } from "./observe.ts";
import { plainLabel } from "./own-labels.ts";
import type { Comment } from "./ports.ts";
import type { SecondThread } from "./postmortem/second-thread.ts";
import { isDrillTitle } from "./title.ts";
import type { World } from "./world.ts";

/** The owed effects that are not seen to be done on GitHub and that we do not remember doing. */
export async function leftOver(
  observation: Observation,
  record: IncidentRecord,
  world: World,
): Promise<readonly Owed[]> {
  const open: Owed[] = [];
  for (const owed of record.owed) {
    if (isSeen(owed, observation, { world, record })) continue;
    if (await world.memory.has(keyOf(observation.address), memoryNameOf(owed))) continue;
    open.push(owed);
  }
  return withChecklist(open, record);
}

/** The checklist names the issues of action items: it is not in step before they are all known. */
function withChecklist(open: readonly Owed[], { owed }: IncidentRecord): readonly Owed[] {
  const checklist = owed.find(({ kind }) => kind === "checklist");
  const isNext = open.some(({ kind }) => kind === "tracked" || kind === "postmortem");
  if (checklist === undefined || !isNext || open.includes(checklist)) return open;
  return [...open, checklist];
}

function isSeen(
  owed: Owed,
  observation: Observation,
  { world, record }: { world: World; record: IncidentRecord },
): boolean {
  const { issue, comments, card, settings, second } = observation;
  const isOur = (login: string) => isOurs(login, world.identity, settings.config.identities);
  const isOurComment = (there: readonly Comment[], has: (body: string) => boolean) =>
    there.some(({ body, author }) => isOur(author.login) && has(body));
  switch (owed.kind) {
    case "answer":
      return isAnswered(owed, observation, world);
    case "react":
      return [...comments, ...(second?.comments ?? [])].some(
        ({ id, rockets }) => id === owed.commentId && rockets > 0,
      );
    case "label":
      return issue.labels.map(plainLabel).includes(plainLabel(owed.name)) === owed.present;
    case "assignee":
      return issue.assignees.some((one) => sameLogin(one, owed.login)) === owed.present;
    case "state":
      return issue.state === owed.state;
    case "marker":
      return isMarked(observation, record, world);
    case "drill-title":
      return isDrillTitle(issue.title);
    case "pin":
      return card.kind === "card" && issue.pinnedCommentId === card.comment.id;
    case "suspects":
      return isOurComment(comments, (body) => suspectsMarkerIn(body) === owed.to);
    case "known":
      return isOurComment(comments, (body) => knownIn(body) === owed.to);
    case "reminder":
      return isOurComment(
        isOfIncident(owed) ? comments : (second?.comments ?? comments),
        (body) => reminderIn(body) === owed.stamp,
      );
    case "page":
      return (
        isPaged(owed, observation.address, record.incident) ??
        isOurComment(comments, (body) => pageIn(body) === owed.stamp)
      );
    case "page-state":
      return isFollowed(owed, record.incident);
    case "postmortem-state":
    case "postmortem-owner":
    case "checklist":
    case "review":
      return second !== undefined && isSeenThere(owed, second, { record, isOurComment });
    case "tell":
    case "room":
    // What these lead to is written to the card, and they leave the list with it.
    case "pull-request":
    case "runbook":
    case "ticks":
    case "plan-check":
    case "postmortem":
    case "tracked":
    case "tracked-state":
      return false;
    default:
      return owed satisfies never;
  }
}

/** Whether the postmortem shows it. */
function isSeenThere(
  owed: Extract<Owed, { kind: "postmortem-state" | "postmortem-owner" | "checklist" | "review" }>,
  { issue, comments }: SecondThread,
  given: {
    record: IncidentRecord;
    isOurComment: (there: readonly Comment[], has: (body: string) => boolean) => boolean;
  },
): boolean {
  switch (owed.kind) {
    case "postmortem-state":
      return issue.state === owed.state;
    case "postmortem-owner":
      return issue.assignees.some((login) => sameLogin(login, owed.login));
    case "checklist":
      return isInStep(issue.body, given.record.incident.actionItems);
    case "review":
      return given.isOurComment(comments, (body) => reviewIn(body) === owed.digest);
    default:
      return owed satisfies never;
  }
}

/** Whether one of our comments already answers that comment or gesture. */
export function isAnswered(
  { to, on }: Pick<Extract<Effect, { kind: "answer" }>, "to" | "on">,
  { comments, settings, second }: Observation,
  world: World,
): boolean {
  const there = on === undefined ? comments : (second?.comments ?? []);
  return there.some(
    ({ body, author }) =>
      isOurs(author.login, world.identity, settings.config.identities) && answeredBy(body) === to,
  );
}

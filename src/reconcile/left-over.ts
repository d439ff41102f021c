import { answeredBy, cardNamedIn, suspectsMarkerIn } from "../core/card/markers.ts";
import { type IncidentRecord, memoryNameOf, type Owed } from "../core/card/record.ts";
import { sameLogin } from "../core/incident/permission.ts";
import { keyOf } from "./address.ts";
import { isOurs } from "./card-seen.ts";
import type { Observation } from "./observe.ts";
import { plainLabel } from "./own-labels.ts";
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
    if (isSeen(owed, observation, world)) continue;
    if (await world.memory.has(keyOf(observation.address), memoryNameOf(owed))) continue;
    open.push(owed);
  }
  return open;
}

function isSeen(owed: Owed, observation: Observation, world: World): boolean {
  const { issue, comments, address, card, settings } = observation;
  const isOur = (login: string) => isOurs(login, world.identity, settings.config.identities);
  switch (owed.kind) {
    case "answer":
      return isAnswered(owed.to, observation, world);
    case "react":
      return (comments.find(({ id }) => id === owed.commentId)?.rockets ?? 0) > 0;
    case "label":
      return issue.labels.map(plainLabel).includes(plainLabel(owed.name)) === owed.present;
    case "assignee":
      return issue.assignees.some((one) => sameLogin(one, owed.login)) === owed.present;
    case "state":
      return issue.state === owed.state;
    case "marker":
      return card.kind === "card" && cardNamedIn(issue.body, address) === card.comment.id;
    case "drill-title":
      return isDrillTitle(issue.title);
    case "pin":
      return card.kind === "card" && issue.pinnedCommentId === card.comment.id;
    case "suspects":
      return comments.some(
        ({ body, author }) => isOur(author.login) && suspectsMarkerIn(body) === owed.to,
      );
    // What these lead to is written to the card, and they leave the list with it.
    case "pull-request":
    case "runbook":
    case "ticks":
    case "plan-check":
      return false;
    default:
      return owed satisfies never;
  }
}

/** Whether one of our comments already answers that comment or gesture. */
export function isAnswered(to: string, { comments, settings }: Observation, world: World): boolean {
  return comments.some(
    ({ body, author }) =>
      isOurs(author.login, world.identity, settings.config.identities) && answeredBy(body) === to,
  );
}

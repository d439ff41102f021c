import type { Effect } from "../../core/card/record.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import type { Incident } from "../../core/incident/incident.ts";
import { mayBeReplaced } from "../../core/incident/mitigation.ts";
import { runbookMarker, runbookMarkerIn } from "../../core/runbook/marker.ts";
import { matchRunbook } from "../../core/runbook/match-runbook.ts";
import type { FoundRunbook, Runbook } from "../../core/runbook/runbook.ts";
import { boxesIn } from "../../core/runbook/ticks.ts";
import { renderChecklist } from "../../core/view/runbook.ts";
import { cut } from "../../std/cut.ts";
import { isOurs } from "../card-seen.ts";
import { Stop } from "../failure.ts";
import type { Observation } from "../observe.ts";
import type { Comment } from "../ports.ts";
import type { World } from "../world.ts";

export interface RunbookPosting {
  readonly effect: Omit<Extract<Effect, { kind: "runbook" }>, "kind">;
  readonly observation: Observation;
  /** Undefined on an issue that is none: nothing is posted there. */
  readonly incident: Incident | undefined;
}

export type RunbookWorld = Pick<World, "host" | "identity" | "runbooks">;

/** GitHub takes 2,500 comments on an issue; the last hundred are left to people. */
const mostComments = 2_400;

/** Posts the runbook that was asked for, or fits best, once; nothing when none fits well. */
export async function postRunbook(
  posting: RunbookPosting,
  world: RunbookWorld,
): Promise<readonly IncidentEvent[]> {
  const { effect, observation, incident } = posting;
  const { address, issue, settings } = observation;
  if (incident === undefined) return [];
  const { runbooks } = await unlessGone(world.runbooks.read(address));
  const before = earlierPost(posting, world);
  if (before !== undefined) return [postedBefore(effect, before, runbooks)];
  const isKept = incident.runbook !== undefined && !mayBeReplaced(incident.runbook);
  if (effect.name === undefined && isKept) return [];
  const chosen = choose(posting, runbooks);
  if (chosen === undefined) return [];
  if (effect.name === undefined && chosen.runbook.name === incident.runbook?.name) return [];
  if (issue.comments >= mostComments) {
    throw new Stop("refused", `the issue has ${issue.comments} comments: no runbook is posted`);
  }
  const { runbook, why } = chosen;
  const text = renderChecklist({ runbook, why, templates: settings.templates });
  const marker = runbookMarker({ to: effect.to, name: runbook.name });
  const comment = await world.host.createComment(address, `${text}\n\n${marker}`);
  const steps = runbook.steps.map(({ plain }) => plain);
  return [posted(effect, { runbook, commentId: comment.id, steps })];
}

/** A folder that cannot be seen is not the issue: that one may still be there. */
async function unlessGone<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (failure) {
    if (!(failure instanceof Stop) || failure.reason !== "gone") throw failure;
    throw new Stop("refused", failure.message, { cause: failure });
  }
}

function choose(
  { effect, observation, incident }: RunbookPosting,
  runbooks: readonly FoundRunbook[],
): { runbook: Runbook; why?: string } | undefined {
  if (effect.name !== undefined) {
    const runbook = runbooks.find(({ name }) => name === effect.name);
    return runbook && { runbook };
  }
  const { title, body, labels } = observation.issue;
  return matchRunbook(
    { title, body, labels, services: incident?.services ?? [], alerts: [] },
    runbooks,
  );
}

interface Post {
  readonly comment: Comment;
  readonly name: string;
}

/** An earlier look may have posted it and died before it could say so. */
function earlierPost(
  { effect, observation }: RunbookPosting,
  { identity }: RunbookWorld,
): Post | undefined {
  const { identities } = observation.settings.config;
  for (const comment of observation.comments) {
    if (!isOurs(comment.author.login, identity, identities)) continue;
    const mark = runbookMarkerIn(comment.body);
    if (mark?.to === effect.to) return { comment, name: mark.name };
  }
  return undefined;
}

/** What people see counts, where the file has become another one since. */
function postedBefore(
  effect: RunbookPosting["effect"],
  { comment, name }: Post,
  runbooks: readonly FoundRunbook[],
): IncidentEvent {
  const boxes = new Map(boxesIn(comment.body).map((box) => [box.step, box.plain]));
  const length = Math.max(0, ...boxes.keys());
  const runbook = runbooks.find((each) => each.name === name);
  const steps =
    runbook?.steps.length === length
      ? runbook.steps.map(({ plain }) => plain)
      : Array.from({ length }, (_, at) => cut(boxes.get(at + 1) ?? "", 80));
  const called = { name, title: runbook?.title ?? name };
  return posted(effect, { runbook: called, commentId: comment.id, steps });
}

function posted(
  { stamp, by, name: asked }: RunbookPosting["effect"],
  what: {
    readonly runbook: Pick<Runbook, "name" | "title">;
    readonly commentId: number;
    readonly steps: readonly string[];
  },
): IncidentEvent {
  const { name, title } = what.runbook;
  const { commentId, steps } = what;
  const picked = asked === undefined ? {} : { picked: true as const };
  return { kind: "RunbookPosted", stamp, by, name, title, commentId, steps, ...picked };
}

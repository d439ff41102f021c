import type { Incident } from "../../core/incident/incident.ts";
import { statesOf } from "../../core/runbook/tick-differences.ts";
import { ticksIn, withTicks } from "../../core/runbook/ticks.ts";
import { Again } from "../failure.ts";
import type { Observation } from "../observe.ts";
import type { Comment } from "../ports.ts";
import type { World } from "../world.ts";

export interface TickWriting {
  readonly observation: Observation;
  readonly world: Pick<World, "host" | "clock">;
}

/**
 * So fresh an edit would have been among the comments read, had it been there: they go back by a
 * quarter of an hour, less what clocks may differ.
 */
const justEditedMs = 10 * 60_000;

/** Brings the boxes of the checklist in step with the incident, right after a fresh read. */
export async function writeTicks(
  commentId: number,
  incident: Incident | undefined,
  { observation, world }: TickWriting,
): Promise<void> {
  const runbook = incident?.runbook;
  if (runbook?.commentId !== commentId) return;
  const { address, comments } = observation;
  const fresh = await world.host.readComment(address, commentId);
  if (fresh === undefined) return;
  const read = comments.find(({ id }) => id === commentId);
  if (read === undefined && isJustEdited(fresh, world)) {
    throw new Again("the checklist was edited a moment ago", { afterMs: 1_000 });
  }
  const states = new Map(statesOf(runbook));
  for (const step of movedSince(read ?? fresh, fresh)) states.delete(step);
  const body = withTicks(fresh.body, states);
  if (body !== fresh.body) await world.host.editComment(address, commentId, body);
}

/** Boxes somebody ticked after this look had read them: the next look hears of it. */
function movedSince(read: Comment, fresh: Comment): readonly number[] {
  const before = ticksIn(read.body);
  return [...ticksIn(fresh.body)].flatMap(([step, ticked]) =>
    before.get(step) === ticked ? [] : [step],
  );
}

function isJustEdited({ createdAt, updatedAt }: Comment, { clock }: Pick<World, "clock">): boolean {
  if (updatedAt === createdAt) return false;
  return clock.now().getTime() - Date.parse(updatedAt) < justEditedMs;
}

import type { IncidentRecord } from "../../core/card/record.ts";
import { readStamp, stamp } from "../../core/incident/stamp.ts";
import {
  stepField,
  type TickDifference,
  tickDifferences,
} from "../../core/runbook/tick-differences.ts";
import { ticksIn } from "../../core/runbook/ticks.ts";
import type { Unauthorized } from "../authorize.ts";
import { isOurs } from "../card-seen.ts";
import type { Observation } from "../observe.ts";
import type { Comment } from "../ports.ts";
import type { World } from "../world.ts";

export type TickWorld = Pick<World, "host" | "identity">;

/** Who brought a box into its present state. */
interface Tick {
  readonly login: string;
}

/**
 * The boxes of the followed runbook that people ticked or unticked, as requests. GitHub lets only
 * people with write permission edit a comment of ours, so it has judged already who may.
 */
export async function readTicks(
  observation: Observation,
  record: IncidentRecord,
  world: TickWorld,
): Promise<readonly Unauthorized[]> {
  const { runbook } = record.incident;
  const comment = observation.comments.find(({ id }) => id === runbook?.commentId);
  if (runbook === undefined || comment === undefined) return [];
  // As we posted it: what differs was said in words and is not written into it yet.
  if (comment.updatedAt === comment.createdAt) return [];
  const differences = tickDifferences(comment.body, runbook);
  const tickers = tickersOf(comment, { observation, record, world });
  const asked: Unauthorized[] = [];
  for (const difference of differences) {
    const tick = await tickers.find(difference);
    if (tick !== undefined) asked.push(asGesture(difference, comment, tick));
  }
  return asked;
}

function asGesture(
  { step, ticked }: TickDifference,
  { id, updatedAt }: Comment,
  { login }: Tick,
): Unauthorized {
  return {
    command: { kind: "MarkStep", step, to: ticked ? "done" : "open", commentId: id },
    verb: "step",
    by: { login, id: 0, bot: false },
    stamp: stamp({ at: updatedAt, kind: "c", id, line: step }),
    gesture: `tick:${id}:${step}`,
  };
}

interface Reading {
  readonly observation: Observation;
  readonly record: IncidentRecord;
  readonly world: TickWorld;
}

/**
 * A box differs from the incident for one of two reasons: somebody ticked it, or `/step` changed
 * the incident and we have not written that into the comment (the effect `ticks` is still owed, or
 * GitHub refused it). Only the first is a gesture.
 *
 * A step nobody has touched yet, while nothing is owed, can only have been ticked: the delivery or
 * the host says by whom. In every other case, and where the last edit was our own (it keeps ticks
 * that came in between), the comment's earlier bodies show who moved this very box last. Where the
 * host does not tell earlier bodies, a box that lacks a tick the incident knows counts as not
 * written yet, and any other difference as somebody's.
 */
function tickersOf(comment: Comment, { observation, record, world }: Reading) {
  const { address, settings } = observation;
  const owed = record.owed.some(
    (effect) => effect.kind === "ticks" && effect.commentId === comment.id,
  );
  const ours = (login: string) => isOurs(login, world.identity, settings.config.identities);
  const hint = address.seen.edited?.find(({ commentId }) => commentId === comment.id)?.by;
  const editor = once(async () =>
    hint !== undefined && !ours(hint) ? hint : await world.host.readEditor(address, comment),
  );
  const revisions = once(() => world.host.readRevisions(address, comment));

  async function find(difference: TickDifference): Promise<Tick | undefined> {
    const setAt = setAtOf(difference.step, record, owed);
    // The incident learned of it after the comment was last edited.
    if (setAt !== undefined && setAt > Date.parse(comment.updatedAt)) return undefined;
    const by = await editor();
    const untouched = record.incident.runbook?.steps[difference.step - 1]?.by === undefined;
    if (untouched && !owed && !(by !== undefined && ours(by))) return { login: by ?? "ghost" };
    const earlier = await revisions();
    if (earlier.length === 0) return guess(difference, by);
    const present = { body: comment.body, editedAt: comment.updatedAt, by };
    return tickOf(lastMove(difference, [present, ...earlier]), setAt);
  }

  function tickOf(move: Version | undefined, setAt: number | undefined): Tick | undefined {
    if (move === undefined || (move.by !== undefined && ours(move.by))) return undefined;
    if (setAt !== undefined && Date.parse(move.editedAt) < setAt) return undefined;
    return { login: move.by ?? "ghost" };
  }

  function guess({ ticked }: TickDifference, by: string | undefined): Tick | undefined {
    if (by !== undefined && ours(by)) return undefined;
    return owed && !ticked ? undefined : { login: by ?? "ghost" };
  }

  return { find };
}

interface Version {
  readonly body: string;
  readonly editedAt: string;
  readonly by?: string | undefined;
}

/** The edit that brought the box into its present state; none if it has always been like that. */
function lastMove(
  { step, ticked }: TickDifference,
  newestFirst: readonly Version[],
): Version | undefined {
  let last: Version | undefined;
  for (const version of newestFirst) {
    const shown = ticksIn(version.body).get(step);
    if (shown === !ticked) return last;
    if (shown === ticked) last = version;
  }
  return undefined;
}

/**
 * When the incident learned of the step's state. Without a note of it: what was edited before the
 * thread was read for the last write, while boxes are owed, has been taken into account there.
 */
function setAtOf(
  step: number,
  { incident, readAt }: IncidentRecord,
  owed: boolean,
): number | undefined {
  const set = incident.setBy[stepField(step)];
  if (set !== undefined) return Date.parse(readStamp(set).at);
  return owed && readAt !== undefined ? Date.parse(readAt) : undefined;
}

/** Asks at most once, and not before it is needed. */
function once<Result>(ask: () => Promise<Result>): () => Promise<Result> {
  let asked: Promise<Result> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

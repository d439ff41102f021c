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
  const tickers = tickersOf(comment, { observation, record, world, differences });
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
 * The comment's earlier bodies show who moved this very box last. A delivery names one editor of
 * the whole comment, and jobs that merge keep the last one: it is believed for the last edit, and
 * only where that is the only one since our own. Where the host does not tell earlier bodies, a
 * box that lacks a tick the incident knows counts as not written yet, and any other difference as
 * the editor's, if it is the only one: of several, nobody knows whose each is.
 */
function tickersOf(
  comment: Comment,
  { observation, record, world, differences }: Reading & { differences: readonly TickDifference[] },
) {
  const { address, settings } = observation;
  const owed = record.owed.some(
    (effect) => effect.kind === "ticks" && effect.commentId === comment.id,
  );
  const ours = (login: string | undefined) =>
    login !== undefined && isOurs(login, world.identity, settings.config.identities);
  const hint = address.seen.edited?.find(({ commentId }) => commentId === comment.id)?.by;
  const told = hint === undefined || ours(hint) ? undefined : hint;
  const versions = once(() => readVersions(comment, { address, host: world.host, ours, told }));
  const editor = once(async () => told ?? (await world.host.readEditor(address, comment)));
  const fresh = differences.filter(({ step }) => !isKnownSince(setAtOf(step, record, owed)));
  const mayBeTicked = fresh.filter(({ ticked }) => !owed || ticked);

  async function find(difference: TickDifference): Promise<Tick | undefined> {
    if (!fresh.includes(difference)) return undefined;
    const newestFirst = await versions();
    if (newestFirst.length === 0) return await guess(difference);
    const move = lastMove(difference, newestFirst);
    if (move === undefined) return isUntouched(difference) ? { login: "ghost" } : undefined;
    return tickOf(move, setAtOf(difference.step, record, owed));
  }

  /** The incident learned of it after the comment was last edited. */
  function isKnownSince(setAt: number | undefined): boolean {
    return setAt !== undefined && setAt > Date.parse(comment.updatedAt);
  }

  /** Nobody has touched it yet, and we owe it nothing: a difference can only be a tick. */
  function isUntouched({ step }: TickDifference): boolean {
    return !owed && record.incident.runbook?.steps[step - 1]?.by === undefined;
  }

  function tickOf(move: Version, setAt: number | undefined): Tick | undefined {
    if (ours(move.by)) return undefined;
    if (setAt !== undefined && Date.parse(move.editedAt) < setAt) return undefined;
    return { login: move.by ?? "ghost" };
  }

  async function guess(difference: TickDifference): Promise<Tick | undefined> {
    const by = await editor();
    if (ours(by) || !mayBeTicked.includes(difference)) return undefined;
    return { login: mayBeTicked.length > 1 ? "ghost" : (by ?? "ghost") };
  }

  return { find };
}

interface Version {
  readonly body: string;
  readonly editedAt: string;
  readonly by?: string | undefined;
}

/** The body we read and those before it, newest first; none where the host does not tell. */
async function readVersions(
  comment: Comment,
  { address, host, ours, told }: Editors,
): Promise<readonly Version[]> {
  const earlier = await host.readRevisions(address, comment);
  if (earlier.length === 0) return [];
  const { body, updatedAt: editedAt } = comment;
  // What was edited after we read it is for the next look.
  const at = earlier.findIndex((one) => one.body === body && one.editedAt === editedAt);
  if (at >= 0) return earlier.slice(at);
  const isOnlyEdit = ours(earlier[0]?.by);
  const by = isOnlyEdit && told !== undefined ? told : await host.readEditor(address, comment);
  return [{ body, editedAt, by }, ...earlier];
}

interface Editors {
  readonly address: Observation["address"];
  readonly host: World["host"];
  readonly ours: (login: string | undefined) => boolean;
  /** Whom a delivery names, if not us. */
  readonly told: string | undefined;
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

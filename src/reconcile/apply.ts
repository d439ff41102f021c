import { encodeBlock } from "../core/card/block.ts";
import { memoryNameOf, nameOf } from "../core/card/record.ts";
import type { Incident } from "../core/incident/incident.ts";
import { keyOf } from "./address.ts";
import { recentlyTried, rememberTry } from "./attempts.ts";
import { doEffect } from "./do-effect.ts";
import { Again, Stop } from "./failure.ts";
import { writePointer, writeReport, writeStandBack } from "./notices.ts";
import type { Observation } from "./observe.ts";
import type { Plan, Step } from "./plan.ts";
import type { Comment } from "./ports.ts";
import type { Guard } from "./reconcile.ts";
import { visibleCard } from "./visible-card.ts";
import type { World } from "./world.ts";

/** What the steps of one plan share. */
export interface Applying {
  readonly observation: Observation;
  readonly world: World;
  readonly guard: Guard;
  /** The incident as the card now holds it; undefined on an issue without a card. */
  readonly incident: Incident | undefined;
}

/** Carries out a plan in order. A step that cannot be done now ends the look as *again*. */
export async function apply(plan: Plan, given: Omit<Applying, "incident">): Promise<void> {
  const { card: seen } = given.observation;
  let card = seen.kind === "card" ? seen.comment : undefined;
  let incident = seen.kind === "card" ? seen.record.incident : undefined;
  for (const step of plan.steps) {
    if (step.kind === "write-card") {
      card = await writeCard(step, given);
      incident = step.record.incident;
    } else await applyStep(step, { ...given, incident }, card);
  }
}

/** The commit point. */
async function writeCard(
  step: Extract<Step, { kind: "write-card" }>,
  { observation, world, guard }: Omit<Applying, "incident">,
): Promise<Comment> {
  const { address } = observation;
  const key = keyOf(address);
  const block = encodeBlock(step.record, address, world.seal);
  const body = `${visibleCard(step.record, observation, world)}\n\n${block}`;
  if (step.commentId === undefined) await waitIfJustTried(key, "card", world);
  const last = await world.memory.lastCard(key);
  if (last !== undefined && last.generation >= step.record.generation) {
    throw new Again("a newer card was written meanwhile", { afterMs: 1_000 });
  }
  await guard();
  const written =
    step.commentId === undefined
      ? await createOnce(() => world.host.createComment(address, body), {
          key,
          what: "card",
          world,
        })
      : await world.host.editComment(address, step.commentId, body);
  await world.memory.rememberCard(key, {
    commentId: written.id,
    generation: step.record.generation,
    body,
    at: new Date(written.updatedAt),
  });
  await world.memory.keepOnly(key, step.record.owed.map(memoryNameOf));
  return written;
}

async function applyStep(
  step: Exclude<Step, { kind: "write-card" }>,
  applying: Applying,
  card: Comment | undefined,
): Promise<void> {
  switch (step.kind) {
    case "effect":
      return applyEffect(step, applying, card);
    case "answer-here":
      return answerHere(step, applying);
    case "report":
      return reportOnce(applying);
    case "pointer":
      return writePointer(step, applying);
    case "stand-back":
      return writeStandBack(step.why, applying);
    default:
      return step satisfies never;
  }
}

async function applyEffect(
  step: Extract<Step, { kind: "effect" }>,
  applying: Applying,
  card: Comment | undefined,
): Promise<void> {
  const { world, guard, observation } = applying;
  const { effect } = step;
  const key = keyOf(observation.address);
  const makesComment = effect.kind === "answer";
  if (makesComment && step.leftOver) waitIfYoung(card, world, nameOf(effect));
  if (makesComment) await waitIfJustTried(key, nameOf(effect), world);
  if (effect.kind === "react" && step.leftOver) {
    // The list may not show the comment yet, or it was deleted: then no rocket is missing.
    const comment = await world.host.readComment(observation.address, effect.commentId);
    if (comment === undefined || comment.rockets > 0) {
      return world.memory.remember(key, memoryNameOf(effect));
    }
  }
  await guard();
  try {
    await doEffect(effect, applying, card);
  } catch (failure) {
    if (failure instanceof Again && failure.lost && makesComment) {
      await rememberTry(key, nameOf(effect), world);
    }
    // A missing permission or feature turns off exactly this effect; the rest goes on.
    if (!(failure instanceof Stop) || failure.reason === "gone") throw failure;
    world.report?.(`${nameOf(effect)} was not possible: ${failure.message}`);
  }
  await world.memory.remember(key, memoryNameOf(effect));
}

async function answerHere(
  step: Extract<Step, { kind: "answer-here" }>,
  applying: Applying,
): Promise<void> {
  const { world, observation, guard } = applying;
  const key = keyOf(observation.address);
  const what = nameOf(step.effect);
  await waitIfJustTried(key, what, world);
  await guard();
  await createOnce(() => doEffect(step.effect, applying, undefined), { key, what, world });
}

async function reportOnce(applying: Applying): Promise<void> {
  const { world, observation, guard } = applying;
  const key = keyOf(observation.address);
  await waitIfJustTried(key, "report", world);
  await guard();
  await createOnce(() => writeReport(applying), { key, what: "report", world });
}

/** Absence of a comment that we may have written is believed only after this long. */
const absenceMs = 20_000;

function waitIfYoung(card: Comment | undefined, world: World, what: string): void {
  if (card === undefined) return;
  const age = world.clock.now().getTime() - Date.parse(card.updatedAt);
  if (age < absenceMs) {
    throw new Again(`${what} may be there already`, { afterMs: absenceMs - age });
  }
}

async function waitIfJustTried(key: string, what: string, world: World): Promise<void> {
  const age = await recentlyTried(key, what, world);
  if (age !== undefined && age < absenceMs) {
    throw new Again(`${what} was sent and may still appear`, { afterMs: absenceMs - age });
  }
}

async function createOnce<T>(
  create: () => Promise<T>,
  given: { key: string; what: string; world: World },
): Promise<T> {
  try {
    return await create();
  } catch (failure) {
    if (failure instanceof Again && failure.lost) {
      await rememberTry(given.key, given.what, given.world);
    }
    throw failure;
  }
}

import {
  type Effect,
  type IncidentRecord,
  memoryNameOf,
  nameOf,
  type Owed,
} from "../core/card/record.ts";
import type { Incident } from "../core/incident/incident.ts";
import { keyOf } from "./address.ts";
import { absenceMs, createOnce, rememberTry, waitIfJustTried } from "./attempts.ts";
import { type Difference, keyOfDifference } from "./differences.ts";
import { doEffect } from "./do-effect.ts";
import { Again, Stop, TooEarly } from "./failure.ts";
import { writePointer, writeReport, writeStandBack } from "./notices.ts";
import type { Observation } from "./observe.ts";
import type { Plan, Step } from "./plan.ts";
import type { Comment } from "./ports.ts";
import type { Guard } from "./reconcile.ts";
import type { World } from "./world.ts";
import { writeCard } from "./write-card.ts";

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
  let record = seen.kind === "card" ? seen.record : undefined;
  const notDone: NotDone[] = [];
  const waits: TooEarly[] = [];
  for (const step of plan.steps) {
    if (step.kind === "write-card") {
      card = await writeCard(step, given);
      record = step.record;
      continue;
    }
    try {
      const failed = await applyStep(step, { ...given, incident: record?.incident }, card);
      if (failed !== undefined) notDone.push(failed);
    } catch (failure) {
      // What may only be late does not hold up the rest.
      if (!(failure instanceof TooEarly)) throw failure;
      waits.push(failure);
    }
  }
  const [wait] = waits.sort((a, b) => (a.afterMs ?? 0) - (b.afterMs ?? 0));
  if (wait !== undefined) throw wait;
  if (notDone.length > 0 && card !== undefined && record !== undefined) {
    const told = withNotDone(record, notDone);
    await writeCard({ kind: "write-card", commentId: card.id, record: told }, given);
  }
}

/** What GitHub will not let us do is not tried again, and the card says so. */
interface NotDone {
  readonly name: string;
  readonly why: string;
  /** What now differs for good from what we wanted to show. */
  readonly difference?: string;
}

/** The newest few are enough to see what is wrong with the setup. */
const mostNotDone = 5;

function withNotDone(record: IncidentRecord, notDone: readonly NotDone[]): IncidentRecord {
  const names = notDone.map(({ name }) => name);
  const notices = notDone.map(({ name, why }) => ({ code: "not-done" as const, what: name, why }));
  const before = record.notices.filter(
    (notice) => notice.code !== "not-done" || !names.includes(notice.what),
  );
  const told = [...before.filter(({ code }) => code === "not-done"), ...notices].slice(
    -mostNotDone,
  );
  return {
    ...record,
    generation: record.generation + 1,
    // Everything owed was done or refused by now; what a person changes from here on is a gesture.
    owed: [],
    yielded: [...record.yielded, ...notDone.flatMap(({ difference }) => difference ?? [])],
    notices: [...before.filter(({ code }) => code !== "not-done"), ...told],
  };
}

async function applyStep(
  step: Exclude<Step, { kind: "write-card" }>,
  applying: Applying,
  card: Comment | undefined,
): Promise<NotDone | undefined> {
  switch (step.kind) {
    case "effect":
      return applyEffect(step, applying, card);
    case "answer-here":
      await answerHere(step, applying);
      return undefined;
    case "report":
      await reportOnce(applying);
      return undefined;
    case "pointer":
      await writePointer(step, applying);
      return undefined;
    case "look-again":
      throw new Again("more comments wait", { afterMs: 100 });
    case "stand-back":
      await writeStandBack(step.why, applying);
      return undefined;
    default:
      return step satisfies never;
  }
}

async function applyEffect(
  step: Extract<Step, { kind: "effect" }>,
  applying: Applying,
  card: Comment | undefined,
): Promise<NotDone | undefined> {
  const { world, guard, observation } = applying;
  const { effect } = step;
  const key = keyOf(observation.address);
  const makesComment = effect.kind === "answer";
  if (makesComment && step.leftOver) waitIfYoung(effect, card, world);
  if (makesComment) await waitIfJustTried(key, nameOf(effect), world);
  if (effect.kind === "react" && step.leftOver) {
    // The list may not show the comment yet, or it was deleted: then no rocket is missing.
    const comment = await world.host.readComment(observation.address, effect.commentId);
    if (comment === undefined || comment.rockets > 0) {
      await world.memory.remember(key, memoryNameOf(effect));
      return undefined;
    }
  }
  await guard();
  let failed: NotDone | undefined;
  try {
    await doEffect(effect, applying, card);
  } catch (failure) {
    if (failure instanceof Again && failure.lost && makesComment) {
      await rememberTry(key, nameOf(effect), world);
    }
    // A missing permission or feature turns off exactly this effect; the rest goes on.
    if (!(failure instanceof Stop) || failure.reason === "gone") throw failure;
    world.report?.(`${nameOf(effect)} was not possible: ${failure.message}`);
    // A host that lacks a feature is no news; a refusal is.
    if (failure.reason !== "unsupported") failed = notDone(effect, failure.message);
  }
  await world.memory.remember(key, memoryNameOf(effect));
  return failed;
}

function notDone(effect: Effect, why: string): NotDone {
  const name = nameOf(effect);
  const known = differenceWithout(effect);
  return { name, why, ...(known !== undefined && { difference: keyOfDifference(known) }) };
}

/** What GitHub goes on showing without the effect. */
function differenceWithout(effect: Effect): Difference | undefined {
  switch (effect.kind) {
    case "label":
      return { kind: "label", name: effect.name, present: !effect.present };
    case "assignee":
      return { kind: "assignee", login: effect.login, present: !effect.present };
    case "state":
      return { kind: "state", state: effect.state === "open" ? "closed" : "open" };
    default:
      return undefined;
  }
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

/** An answer owed by an earlier look may have been posted by it, and lists lag. */
function waitIfYoung(effect: Owed, card: Comment | undefined, world: World): void {
  const since = effect.owedAt ?? card?.updatedAt;
  if (since === undefined) return;
  const age = world.clock.now().getTime() - Date.parse(since);
  if (age < absenceMs) {
    throw new TooEarly(`${nameOf(effect)} may be there already`, { afterMs: absenceMs - age });
  }
}

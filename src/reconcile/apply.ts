import {
  type Effect,
  type IncidentRecord,
  memoryNameOf,
  nameOf,
  type Owed,
} from "../core/card/record.ts";
import type { IncidentEvent } from "../core/incident/events.ts";
import { evolveAll } from "../core/incident/evolve.ts";
import type { Incident } from "../core/incident/incident.ts";
import { keyOf } from "./address.ts";
import { createOnce, rememberTry, waitIfJustTried } from "./attempts.ts";
import { doEffect } from "./do-effect.ts";
import { Again, Away, PartlyDone, Stop, TooEarly } from "./failure.ts";
import { createsOnce, mayBeThere } from "./may-be-there.ts";
import { isLost, type NotDone, notDone, withNotDone } from "./not-done.ts";
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

/** What became of a plan. */
interface Applied {
  /** How the record reads now; undefined on an issue without a card. */
  readonly record: IncidentRecord | undefined;
  /** Some of it could not be done now: the look comes again. */
  readonly wait?: Again;
}

/**
 * Carries out a plan in order. A step that nothing else can do without ends the look as *again* at
 * once; what reaches beyond the thread waits by itself.
 */
export async function apply(plan: Plan, given: Omit<Applying, "incident">): Promise<Applied> {
  const { card: seen } = given.observation;
  const course: Course = {
    card: seen.kind === "card" ? seen.comment : undefined,
    record: seen.kind === "card" ? seen.record : undefined,
    done: new Set(),
    notDone: [],
    waits: [],
    waiting: [],
    cardLost: false,
  };
  for (const step of plan.steps) {
    if (step.kind === "write-card") {
      course.card = await writeCard(step, given);
      course.record = step.record;
      continue;
    }
    try {
      await applyStep(step, { ...given, incident: course.record?.incident }, course);
    } catch (failure) {
      // What may only be late, and what nobody waits for, does not hold up the rest; but nothing
      // is built on a card of which nobody knows whether it was written.
      if (course.cardLost || !mayWait(step, failure)) throw failure;
      course.waits.push(failure);
      if (step.kind === "effect") course.waiting.push(step.effect);
    }
  }
  await tellNotDone(course, given);
  const waits = course.waits.sort((a, b) => (a.afterMs ?? 0) - (b.afterMs ?? 0));
  const [soonest] = waits;
  const first = waits.find((one) => !(one instanceof Away)) ?? soonest;
  const wait = first === undefined ? undefined : asSoonAs(first, soonest?.afterMs);
  return { record: course.record, ...(wait !== undefined && { wait }) };
}

/** What lies outside alone keeps no run of the Action waiting; but the first time counts. */
function asSoonAs(wait: Again, afterMs: number | undefined): Again {
  if (afterMs === undefined || wait.afterMs === afterMs) return wait;
  return new Again(wait.message, { afterMs, lost: wait.lost, cause: wait });
}

async function tellNotDone(course: Course, given: Omit<Applying, "incident">): Promise<void> {
  const { card, record, notDone, waiting } = course;
  if (notDone.length === 0 || card === undefined || record === undefined) return;
  const told = { ...withNotDone(record, notDone), owed: waiting };
  await writeCard({ kind: "write-card", commentId: card.id, record: told }, given);
  course.record = told;
}

/** Effects that reach beyond the thread: what fails there must not silence the thread. */
const beyond: readonly Effect["kind"][] = [
  "pull-request",
  "suspects",
  "runbook",
  "ticks",
  "plan-check",
  "known",
  "postmortem",
  "checklist",
  "postmortem-state",
  "postmortem-owner",
  "review",
  "reminder",
  "page",
  "tell",
  "room",
  "page-state",
  "tracked",
  "tracked-state",
];

function mayWait(step: Step, failure: unknown): failure is Again {
  if (failure instanceof TooEarly) return true;
  const isBeyond = step.kind === "effect" && beyond.includes(step.effect.kind);
  return failure instanceof Again && isBeyond;
}

/** How far a plan has come. */
interface Course {
  card: Comment | undefined;
  record: IncidentRecord | undefined;
  /** Names of the effects that were carried out. */
  readonly done: Set<string>;
  readonly notDone: NotDone[];
  readonly waits: Again[];
  /** What they wait with. */
  readonly waiting: Owed[];
  /** The card was to be written anew and no answer came. */
  cardLost: boolean;
}

/**
 * What only GitHub's answer could tell, such as the number of a pull request, is written at once:
 * were it written later, a crash in between would leave an effect remembered and its result lost.
 */
async function learn(
  events: readonly IncidentEvent[],
  { observation, world, guard }: Applying,
  course: Course,
): Promise<void> {
  const { card, record, done } = course;
  const incident = record && evolveAll(record.incident, events);
  if (card === undefined || record === undefined || incident === undefined) return;
  const next: IncidentRecord = {
    ...record,
    incident,
    generation: record.generation + 1,
    owed: record.owed.filter((owed) => !done.has(nameOf(owed))),
  };
  const step = { kind: "write-card", commentId: card.id, record: next } as const;
  course.cardLost = true;
  course.card = await writeCard(step, { observation, world, guard });
  course.cardLost = false;
  course.record = next;
}

async function applyStep(
  step: Exclude<Step, { kind: "write-card" }>,
  applying: Applying,
  course: Course,
): Promise<void> {
  switch (step.kind) {
    case "effect":
      return applyEffect(step, applying, course);
    case "answer-here":
      return answerHere(step, applying);
    case "report":
      return reportOnce(applying);
    case "pointer":
      return writePointer(step, applying);
    case "look-again":
      throw new TooEarly("something waits for the next look", { afterMs: step.afterMs });
    case "look-at":
      return applying.world.ask?.(step.address);
    case "leave":
      return applying.world.report?.(step.why);
    case "stand-back":
      return writeStandBack(step.why, applying);
    default:
      return step satisfies never;
  }
}

async function applyEffect(
  step: Extract<Step, { kind: "effect" }>,
  applying: Applying,
  course: Course,
): Promise<void> {
  const { world, guard, observation } = applying;
  const { effect } = step;
  const key = keyOf(observation.address);
  if (await mayBeThere(step, applying, course)) return;
  await guard();
  let events: readonly IncidentEvent[] = [];
  try {
    events = await doEffect(effect, applying, course.card);
  } catch (thrown) {
    const { failure, known } = partsOf(thrown);
    if (failure instanceof Again && failure.lost && createsOnce(effect)) {
      await rememberTry(key, nameOf(effect), world);
    }
    if (failure instanceof Again && known.length > 0) await learn(known, applying, course);
    events = known;
    // A missing permission or feature turns off exactly this effect; the rest goes on.
    if (!(failure instanceof Stop) || isLost(effect, failure)) throw failure;
    world.report?.(`${nameOf(effect)} was not possible: ${failure.message}`);
    // A host that lacks a feature is no news; a refusal is.
    if (failure.reason !== "unsupported") course.notDone.push(notDone(effect, failure.message));
  }
  course.done.add(nameOf(effect));
  if (events.length > 0) await learn(events, applying, course);
  await world.memory.remember(key, memoryNameOf(effect));
}

function partsOf(thrown: unknown): {
  readonly failure: unknown;
  readonly known: readonly IncidentEvent[];
} {
  if (!(thrown instanceof PartlyDone)) return { failure: thrown, known: [] };
  return { failure: thrown.failure, known: thrown.events };
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

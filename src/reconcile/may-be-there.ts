import {
  type Effect,
  type IncidentRecord,
  memoryNameOf,
  nameOf,
  type Owed,
} from "../core/card/record.ts";
import { keyOf } from "./address.ts";
import type { Applying } from "./apply.ts";
import { absenceMs, waitIfJustTried } from "./attempts.ts";
import { TooEarly } from "./failure.ts";
import type { Step } from "./plan.ts";
import type { Comment } from "./ports.ts";
import type { World } from "./world.ts";

/** Effects that make something new, which a second try would make twice. */
export function createsOnce({ kind }: Effect): boolean {
  return creating.has(kind);
}

const creating: ReadonlySet<Effect["kind"]> = new Set([
  "answer",
  "suspects",
  "known",
  "runbook",
  "pull-request",
  "postmortem",
  "tracked",
  "reminder",
  "page",
  "review",
]);

/** How far a plan has come, as far as it matters here. */
interface Known {
  readonly card: Comment | undefined;
  readonly record: IncidentRecord | undefined;
  /** Names of the effects that were carried out. */
  readonly done: ReadonlySet<string>;
}

/** True when a closer look shows that nothing is left to do; waits where lists may lag. */
export async function mayBeThere(
  { effect, leftOver }: Extract<Step, { kind: "effect" }>,
  { world, observation }: Applying,
  { card, record, done }: Known,
): Promise<boolean> {
  const key = keyOf(observation.address);
  waitForPull(effect, record);
  waitForOthers(effect, record, done);
  if (createsOnce(effect) && leftOver) waitIfYoung(effect, card, world);
  if (createsOnce(effect)) await waitIfJustTried(key, nameOf(effect), world);
  if (effect.kind !== "react" || !leftOver) return false;
  // The list may not show the comment yet, or it was deleted: then no rocket is missing.
  const comment = await world.host.readComment(observation.address, effect.commentId);
  if (comment !== undefined && comment.rockets === 0) return false;
  await world.memory.remember(key, memoryNameOf(effect));
  return true;
}

/** An answer that tells of a pull request comes after it: it is to name its number. */
function waitForPull(effect: Effect, record: IncidentRecord | undefined): void {
  if (effect.kind !== "answer") return;
  const proposed = effect.events.flatMap((event) =>
    event.kind === "RollbackProposed" || event.kind === "HotfixProposed" ? event.mitigation : [],
  );
  const isOpening = record?.incident.mitigations?.some(
    ({ id, state }) => state === "opening" && proposed.includes(id),
  );
  if (isOpening !== true) return;
  throw new TooEarly("its pull request is not open yet", { afterMs: 2_000 });
}

/** What needs the number of an issue that is yet to be opened, and of which. */
const needs: Partial<Record<Effect["kind"], readonly Effect["kind"][]>> = {
  tracked: ["postmortem"],
  checklist: ["postmortem", "tracked"],
  "postmortem-state": ["postmortem"],
  "postmortem-owner": ["postmortem"],
};

function waitForOthers(
  { kind }: Effect,
  record: IncidentRecord | undefined,
  done: ReadonlySet<string>,
): void {
  const needed = needs[kind] ?? [];
  const isMissing = record?.owed.some(
    (other) => needed.includes(other.kind) && !done.has(nameOf(other)),
  );
  if (isMissing !== true) return;
  throw new TooEarly(`what ${kind} needs is not there yet`, { afterMs: 2_000 });
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

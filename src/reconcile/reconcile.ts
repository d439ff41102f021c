import type { Instant } from "../core/incident/stamp.ts";
import { type Address, noIssue } from "./address.ts";
import { apply } from "./apply.ts";
import { checkFiles } from "./check-files.ts";
import { wakeAfter } from "./clock/wake-after.ts";
import { Again } from "./failure.ts";
import { observe } from "./observe.ts";
import type { Plan } from "./plan.ts";
import { planDeclaration } from "./plan-declaration.ts";
import { planIncident } from "./plan-incident.ts";
import { ownerOf } from "./postmortem/owner-of.ts";
import { withSecondThread } from "./postmortem/second-thread.ts";
import { restore } from "./restore.ts";
import type { World } from "./world.ts";

/**
 * One look at one issue: reads everything not yet processed, decides, writes the card once, then
 * carries out what the card owes. Safe to run at any time, any number of times. Where the address
 * names no issue, the files that were pushed are checked instead. Says when time alone will make
 * the next look worth it.
 */
export async function reconcile(address: Address, world: World, guard: Guard): Promise<Rest> {
  if (address.issue === noIssue) {
    await checkFiles(address, world, guard);
    return {};
  }
  const { observation, plan } = await look(address, { ...world, mayTry: guard });
  const { record, wait } = await apply(plan, { observation, world, guard });
  const rest = record === undefined ? {} : wakeAfter(record, observation, world);
  if (wait !== undefined) throw untilDue(wait, rest, world);
  return rest;
}

/** What waits for somebody else must not make the clock late. */
function untilDue(wait: Again, { wakeAt }: Rest, { clock }: Pick<World, "clock">): Again {
  if (wakeAt === undefined || wait.afterMs === undefined) return wait;
  const dueMs = Math.max(Date.parse(wakeAt) - clock.now().getTime(), 0);
  if (dueMs >= wait.afterMs) return wait;
  return new Again(wait.message, { afterMs: dueMs, lost: wait.lost, cause: wait });
}

/** What remains after a look. */
export interface Rest {
  /** When something falls due; absent when nothing will by itself. */
  readonly wakeAt?: Instant;
}

/**
 * The reading half of a look: what would be done. Nothing is written, but for what a trial merge
 * needs, where `mayTry` lets it.
 */
export async function look(address: Address, world: World) {
  const observation = await withSecondThread(await observe(address, world), world);
  return { observation, plan: await planFor(observation, world) };
}

/** Throws when this look no longer has the right to write. Asked before every write. */
export type Guard = () => Promise<void>;

async function planFor(
  observation: Awaited<ReturnType<typeof observe>>,
  world: World,
): Promise<Plan> {
  const { card } = observation;
  const owner = ownerOf(observation, world);
  if (owner !== undefined) return { steps: [{ kind: "look-at", address: owner }] };
  switch (card.kind) {
    case "card":
      return planIncident({ ...observation, card }, world);
    case "none":
    case "damaged":
    case "lost":
      return (await restore(observation, world)) ?? planDeclaration(observation, world);
    case "foreign":
      return { steps: [{ kind: "stand-back", why: card.why }] };
    default:
      return card satisfies never;
  }
}

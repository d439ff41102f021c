import { type Address, noIssue } from "./address.ts";
import { apply } from "./apply.ts";
import { checkFiles } from "./check-files.ts";
import { observe } from "./observe.ts";
import type { Plan } from "./plan.ts";
import { planDeclaration } from "./plan-declaration.ts";
import { planIncident } from "./plan-incident.ts";
import { restore } from "./restore.ts";
import type { World } from "./world.ts";

/**
 * One look at one issue: reads everything not yet processed, decides, writes the card once, then
 * carries out what the card owes. Safe to run at any time, any number of times. Where the address
 * names no issue, the files that were pushed are checked instead.
 */
export async function reconcile(address: Address, world: World, guard: Guard): Promise<void> {
  if (address.issue === noIssue) return checkFiles(address, world, guard);
  const { observation, plan } = await look(address, { ...world, mayTry: guard });
  await apply(plan, { observation, world, guard });
}

/**
 * The reading half of a look: what would be done. Nothing is written, but for what a trial merge
 * needs, where `mayTry` lets it.
 */
export async function look(address: Address, world: World) {
  const observation = await observe(address, world);
  return { observation, plan: await planFor(observation, world) };
}

/** Throws when this look no longer has the right to write. Asked before every write. */
export type Guard = () => Promise<void>;

async function planFor(
  observation: Awaited<ReturnType<typeof observe>>,
  world: World,
): Promise<Plan> {
  const { card } = observation;
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

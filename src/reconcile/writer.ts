import { decodeBlock } from "../core/card/block.ts";
import { pageIn } from "../core/card/markers.ts";
import type { Owed } from "../core/card/record.ts";
import type { Asked } from "../core/incident/commands.ts";
import { readStamp } from "../core/incident/stamp.ts";
import { type Address, keyOf } from "./address.ts";
import { readCard } from "./card-seen.ts";
import { Again } from "./failure.ts";
import type { Observation } from "./observe.ts";
import type { Guard } from "./reconcile.ts";
import type { World } from "./world.ts";

/** One writer per incident: GitHub has no conditional writes, so the card names who writes it. */

/** So long the App leaves an incident to the Action after a write of the Action. */
export const actionFirstMs = 2 * 60_000;

/** The App takes its name back two minutes after the Action wrote. */
export function standBackFor({ card }: Observation, world: World): void {
  if (card.kind !== "card") return;
  const other = card.record.writer === "action" && world.identity.writer !== "action";
  const age = world.clock.now().getTime() - Date.parse(card.comment.updatedAt);
  if (other && age < actionFirstMs) {
    throw new Again("the Action is writing this incident", { afterMs: actionFirstMs - age });
  }
}

/** After so long without an answer the App is taken to be away. */
const appAwayMs = 15 * 60_000;

/**
 * Why the Action leaves an incident to the App that writes it; undefined when it may write: nobody
 * else does, or somebody has waited for a quarter of an hour.
 */
export function leftToTheApp(
  { card, address, comments }: Observation,
  waiting: { readonly commands: readonly Asked[]; readonly owed: readonly Owed[] },
  world: World,
): string | undefined {
  if (card.kind !== "card" || world.identity.writer !== "action") return undefined;
  const { writer } = card.record;
  if (!writer.startsWith("app:")) return undefined;
  const since = [
    ...waiting.commands.map(({ stamp }) => readStamp(stamp).at),
    ...waiting.owed
      .filter(isWaitedFor)
      // The App said it, and goes on trying its pager.
      .filter(
        (one) => one.kind !== "page" || !comments.some(({ body }) => pageIn(body) === one.stamp),
      )
      .flatMap(({ owedAt }) => owedAt ?? []),
  ].map((at) => Date.parse(at));
  const waitedMs = world.clock.now().getTime() - Math.min(...since, Number.POSITIVE_INFINITY);
  if (waitedMs >= appAwayMs) return undefined;
  return (
    `The App (${writer}) answers on ${address.name}#${address.issue}, so this run only reads. ` +
    "What nobody has answered for 15 minutes, a later run answers."
  );
}

const waitedFor: ReadonlySet<Owed["kind"]> = new Set([
  "answer",
  "pull-request",
  "postmortem",
  "state",
  "page",
  "reminder",
] as const);

/** What comes by itself, such as a runbook where one fits, may be owed for ever: nobody waits. */
function isWaitedFor({ kind }: Owed): boolean {
  return waitedFor.has(kind);
}

/**
 * The guard of a process that shares no database with others: two workflow runs may look at one
 * incident at once, one because of it, one because of its postmortem. Right before each write the
 * card must be as this run last saw or wrote it. Where both wrote it in the same moment, only the
 * one whose card stands there goes on to the effects; the other looks again, and what it had read
 * is read again.
 */
export function guardByCard(address: Address, world: World): Guard {
  const { host, memory } = world;
  return async () => {
    const known = await memory.lastCard(keyOf(address));
    if (known === undefined) return refuseIfBegun(address, world);
    const card = await host.readComment(address, known.commentId);
    const [stands, ours] = [card?.body ?? "", known.body].map((body) => decodeBlock(body, address));
    // A card that is lost or damaged is for the look to restore.
    if (stands?.kind !== "read" || ours?.kind !== "read") return;
    if (stands.payload !== ours.payload) throw new Again(otherRun, { afterMs: 2_000 });
    if (ours.record.generation === 1) await refuseIfBegun(address, world, known.commentId);
  };
}

const otherRun = "another run writes this incident now";

/**
 * Around the first card: another run may have made one meanwhile. The lower id wins. What somebody
 * else wrote is no card, whatever it holds.
 */
async function refuseIfBegun(
  address: Address,
  world: World,
  own: number = Number.POSITIVE_INFINITY,
): Promise<void> {
  const trusting = { world, known: undefined, identities: [] };
  const comments = await world.host.readComments(address);
  const isBegun = comments.some(
    (comment) => comment.id < own && readCard(comment, address, trusting).kind === "card",
  );
  if (isBegun) throw new Again(otherRun, { afterMs: 2_000 });
}

import { encodeBlock } from "../core/card/block.ts";
import { memoryNameOf, schemaVersion } from "../core/card/record.ts";
import { keyOf } from "./address.ts";
import type { Applying } from "./apply.ts";
import { createOnce, waitIfJustTried } from "./attempts.ts";
import { Again } from "./failure.ts";
import type { Step } from "./plan.ts";
import type { Comment } from "./ports.ts";
import { visibleCard } from "./visible-card.ts";

/** The commit point. */
export async function writeCard(
  step: Extract<Step, { kind: "write-card" }>,
  { observation, world, guard }: Omit<Applying, "incident">,
): Promise<Comment> {
  const { address } = observation;
  const key = keyOf(address);
  const block = encodeBlock({ ...step.record, schema: schemaVersion }, address, world.seal);
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

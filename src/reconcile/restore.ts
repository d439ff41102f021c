import { decodeBlock } from "../core/card/block.ts";
import { verdictIn } from "../core/card/markers.ts";
import type { IncidentRecord, Notice } from "../core/card/record.ts";
import { instantOf } from "../std/instant.ts";
import { isOurs, readCard } from "./card-seen.ts";
import { leftOver } from "./left-over.ts";
import type { Observation } from "./observe.ts";
import type { Plan, Step } from "./plan.ts";
import { restoreFromThread } from "./restore-from-thread.ts";
import type { World } from "./world.ts";

/**
 * A damaged or lost card comes back from the database's last copy, else from its newest revision
 * that verifies, else from the thread. What is owed is carried out by the next looks. Undefined
 * where nothing proves that there was a card: anybody may name one in a body.
 */
export async function restore(observation: Observation, world: World): Promise<Plan | undefined> {
  const { card, known } = observation;
  const commentId = card.kind === "damaged" ? card.comment.id : undefined;
  const found = fromDatabase(observation) ?? (await fromRevisions(observation, world));
  if (found === undefined) {
    const proved = hadBlock(observation) || hadCard(observation, world);
    return proved ? restoreFromThread(observation, world, commentId) : undefined;
  }
  const open = await leftOver(observation, found.record, world);
  const notice: Notice = {
    code: "restored",
    from: found.from,
    at: instantOf(world.clock.now()),
  };
  const record: IncidentRecord = {
    ...found.record,
    generation: Math.max(found.record.generation, known?.generation ?? 0) + 1,
    writer: world.identity.writer,
    notices: [...found.record.notices.filter(({ code }) => code !== "restored"), notice],
    owed: commentId === undefined ? withMarker({ ...found.record, owed: open }) : open,
  };
  const step: Step = {
    kind: "write-card",
    record,
    ...(commentId !== undefined && { commentId }),
  };
  // What is owed, and what was said meanwhile, is for the look after this one.
  return { steps: [step, { kind: "look-again", afterMs: 100 }] };
}

/** Only we write such a block into a comment of ours, or remember one. */
function hadBlock({ card, known, address }: Observation): boolean {
  if (known !== undefined) return true;
  return card.kind === "damaged" && decodeBlock(card.comment.body, address).kind !== "none";
}

/** Answers of ours on an incident prove that there was a card, even when nothing leads to it. */
function hadCard({ comments, settings }: Observation, world: World): boolean {
  return comments.some(
    ({ body, author }) =>
      verdictIn(body) !== undefined &&
      isOurs(author.login, world.identity, settings.config.identities),
  );
}

interface Found {
  readonly record: IncidentRecord;
  readonly from: "database" | "revision";
}

function fromDatabase({ known, address }: Observation): Found | undefined {
  if (known === undefined) return undefined;
  const decoded = decodeBlock(known.body, address);
  return decoded.kind === "read" ? { record: decoded.record, from: "database" } : undefined;
}

async function fromRevisions(
  { card, address, known, settings }: Observation,
  world: World,
): Promise<Found | undefined> {
  const { identities } = settings.config;
  if (card.kind !== "damaged") return undefined;
  const revisions = await world.host.readRevisions(address, card.comment);
  for (const { body } of revisions) {
    const seen = readCard({ ...card.comment, body }, address, { world, known, identities });
    if (seen.kind === "card") return { record: seen.record, from: "revision" };
  }
  return undefined;
}

/** A card that gets a new comment must be named in the body again. */
function withMarker(record: IncidentRecord): IncidentRecord["owed"] {
  const since = record.generation + 1;
  const others = record.owed.filter(({ kind }) => kind !== "marker" && kind !== "pin");
  return [...others, { kind: "marker", since }, { kind: "pin", since }];
}

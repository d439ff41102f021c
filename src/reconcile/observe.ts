import { decodeBlock } from "../core/card/block.ts";
import { cardNamedIn } from "../core/card/markers.ts";
import type { Instant } from "../core/incident/stamp.ts";
import { instantOf } from "../std/instant.ts";
import type { Address } from "./address.ts";
import { keyOf } from "./address.ts";
import { type CardSeen, readCard } from "./card-seen.ts";
import { Again, Stop } from "./failure.ts";
import type { CardCopy } from "./memory-port.ts";
import type { Comment, Issue } from "./ports.ts";
import type { SecondThread } from "./postmortem/second-thread.ts";
import type { Settings } from "./settings.ts";
import type { World } from "./world.ts";

/** Everything a look has read before it thinks. */
export interface Observation {
  readonly address: Address;
  readonly issue: Issue;
  /** Ascending by id; with a card only those updated since shortly before the last write. */
  readonly comments: readonly Comment[];
  readonly card: CardSeen;
  readonly settings: Settings;
  /** The last copy of the card this process or database knows. */
  readonly known: CardCopy | undefined;
  /** The postmortem's issue, where the incident has one that is followed. */
  readonly second?: SecondThread;
  /** It is followed, but cannot be seen: nobody knows what of it is done. */
  readonly secondHidden?: true;
}

/** How far before the last write comments are read again: lists lag, clocks differ. */
export const overlapMs = 15 * 60_000;
/** A hint that is not seen after so long is not waited for any longer. */
const patienceMs = 30_000;
/** Our own newest card is taken for deleted when it has been invisible for so long. */
const absentMs = 20_000;

/** Two reads when the card is known; one more for each thing that has to be found first. */
export async function observe(address: Address, world: World): Promise<Observation> {
  const settings = await world.settings.read(address);
  const known = await world.memory.lastCard(keyOf(address));
  const since = known === undefined ? undefined : sinceOf(known, address);
  if (since !== undefined) {
    const [issue, comments] = await Promise.all([
      readIssue(address, world),
      world.host.readComments(address, since),
    ]);
    return complete({ address, issue, comments, settings, known }, world);
  }
  const issue = await readIssue(address, world);
  const { identities } = settings.config;
  const comments = await readThread({ address, issue, identities }, world);
  return complete({ address, issue, comments, settings, known }, world);
}

/** A fresh issue may be invisible for seconds after its delivery. */
async function readIssue(address: Address, world: World): Promise<Issue> {
  try {
    return await world.host.readIssue(address);
  } catch (failure) {
    if (failure instanceof Stop && failure.reason === "gone") {
      await waitFor(address, world, "the issue");
    }
    throw failure;
  }
}

type Reading = Omit<Observation, "card">;

async function complete(reading: Reading, world: World): Promise<Observation> {
  const fresh = await withNamedComments(reading, world);
  if (!isUpToDate(reading.issue, reading.address))
    await waitFor(reading.address, world, "the issue");
  const card = await findCard(fresh, world);
  const unknown = card.kind === "lost" && reading.known === undefined;
  if (card.kind === "none" || unknown) waitForAll(fresh, world);
  if (card.kind === "card" && card.comment.body !== reading.known?.body) {
    await remember(card, reading, world);
  }
  return { ...fresh, card };
}

/**
 * A database that was dropped learns again what it is to follow, though nothing is written; and
 * what another writer has made of the card is what the next write is to be built on.
 */
async function remember(
  { comment, record }: Extract<CardSeen, { kind: "card" }>,
  { address }: Reading,
  world: World,
): Promise<void> {
  const { id: commentId, body, updatedAt } = comment;
  const copy = { commentId, generation: record.generation, body, at: new Date(updatedAt) };
  await world.memory.rememberCard(keyOf(address), copy);
}

/** GitHub counts a comment before it lists it: what is missing may be our card, or our answer. */
function waitForAll({ address, issue, comments }: Reading, world: World): void {
  const age = world.clock.now().getTime() - Date.parse(issue.updatedAt);
  if (comments.length >= issue.comments || age >= absentMs) return;
  throw new Again(`not all comments of ${keyOf(address)} are listed yet`, { afterMs: 2_000 });
}

/** Without a copy of ours the body's marker leads to the card; without that, the whole thread. */
async function readThread(
  { address, issue, identities }: { address: Address; issue: Issue; identities: readonly string[] },
  world: World,
): Promise<readonly Comment[]> {
  const named = cardNamedIn(issue.body, address);
  if (named !== undefined) {
    const card = await world.host.readComment(address, named);
    const seen = card && readCard(card, address, { world, known: undefined, identities });
    if (seen?.kind === "card" && isOfThread(seen.comment, issue)) {
      const since = earlier(seen.comment.updatedAt, seen.record.seenUntil);
      const comments = await world.host.readComments(address, before(since));
      return withComment(comments, seen.comment);
    }
  }
  return issue.comments === 0 ? [] : world.host.readComments(address);
}

async function findCard(reading: Reading, world: World): Promise<CardSeen> {
  const { address, issue, comments, known, settings } = reading;
  const { identities } = settings.config;
  const named = known?.commentId ?? cardNamedIn(issue.body, address);
  const candidates = comments
    .map((comment) => readCard(comment, address, { world, known, identities }))
    .filter((seen) => seen.kind !== "none");
  const believed = candidates.filter((seen) => seen.kind === "card" || seen.kind === "foreign");
  const best = believed[0] ?? candidates[0];
  if (best !== undefined && !isOutdated(best, known)) return best;
  if (named === undefined) return best ?? { kind: "none" };
  const direct = await world.host.readComment(address, named);
  if (direct === undefined && best === undefined) return lostCard(named, reading, world);
  if (direct === undefined) return best ?? { kind: "none" };
  // Anybody may write a body: what it names in another thread is none of our business here.
  if (known === undefined && !isOfThread(direct, issue)) return best ?? { kind: "none" };
  const seen = readCard(direct, address, { world, known, identities });
  if (isOutdated(seen, known)) return { kind: "damaged", comment: direct, why: "an older card" };
  // What our own marker names and we wrote is the card, whatever became of its block.
  return seen.kind === "none" ? strangerOrDamaged(direct, world) : seen;
}

/** A fresh comment may not be visible yet: ours is believed to be gone only after a while. */
function lostCard(commentId: number, { known }: Reading, world: World): CardSeen {
  const age = known === undefined ? absentMs : world.clock.now().getTime() - known.at.getTime();
  if (age < absentMs) throw new Again(`card ${commentId} is not visible yet`, { afterMs: 5_000 });
  return { kind: "lost", commentId };
}

function strangerOrDamaged(comment: Comment, world: World): CardSeen {
  const ours = comment.author.login === world.identity.login;
  return ours ? { kind: "damaged", comment, why: "the hidden block is gone" } : { kind: "none" };
}

/** Comments are read by their id alone, whatever issue they stand on. */
function isOfThread(comment: Comment, issue: Issue): boolean {
  return comment.url.startsWith(`${issue.url}#`);
}

/** A list may lag behind our own last write, and a person may have put back an older text. */
function isOutdated(seen: CardSeen, known: CardCopy | undefined): boolean {
  return seen.kind === "card" && known !== undefined && seen.record.generation < known.generation;
}

/** Comments that a delivery named but the list does not show are read one by one. */
export async function withNamedComments<T extends Pick<Reading, "address" | "comments">>(
  reading: T,
  world: World,
): Promise<T> {
  const { address, comments } = reading;
  const { commentId, named = [] } = address.seen;
  const wanted = new Set([...(commentId === undefined ? [] : [commentId]), ...named]);
  let all = comments;
  for (const id of wanted) {
    if (comments.some((comment) => comment.id === id)) continue;
    if ((address.seen.deleted ?? []).includes(id)) continue;
    const comment = await world.host.readComment(address, id);
    if (comment !== undefined) all = withComment(all, comment);
    else await waitFor(address, world, `comment ${id}`);
  }
  return { ...reading, comments: all };
}

/** Whether the issue is at least as new as the deliveries that led here showed it. */
export function isUpToDate(issue: Issue, { seen: { updatedAt } }: Address): boolean {
  return updatedAt === undefined || Date.parse(issue.updatedAt) >= Date.parse(updatedAt);
}

/** Comes again after 1, 2, 5, 15 seconds; what is not there after half a minute is gone. */
export async function waitFor(address: Address, world: World, what: string): Promise<void> {
  const told = address.seen.toldAt;
  const age = told === undefined ? patienceMs : world.clock.now().getTime() - Date.parse(told);
  if (age >= patienceMs) return;
  const afterMs = [1_000, 2_000, 5_000, 15_000].find((wait) => age < wait * 1.5) ?? 15_000;
  throw new Again(`${what} of ${keyOf(address)} is not visible yet`, { afterMs });
}

function withComment(comments: readonly Comment[], comment: Comment): readonly Comment[] {
  const others = comments.filter((other) => other.id !== comment.id);
  return [...others, comment].sort((a, b) => a.id - b.id);
}

function sinceOf(known: CardCopy, address: Address): Instant | undefined {
  const decoded = decodeBlock(known.body, address);
  if (decoded.kind !== "read") return undefined;
  return before(earlier(instantOf(known.at), decoded.record.seenUntil));
}

function earlier(a: Instant, b: Instant): Instant {
  return Date.parse(a) < Date.parse(b) ? a : b;
}

function before(at: Instant): Instant {
  return instantOf(new Date(Date.parse(at) - overlapMs));
}

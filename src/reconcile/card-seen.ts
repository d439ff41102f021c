import { type Decoded, decodeBlock, signedText } from "../core/card/block.ts";
import type { IncidentRecord } from "../core/card/record.ts";
import type { Config } from "../core/config/config.ts";
import { sameLogin } from "../core/incident/permission.ts";
import type { Address } from "./address.ts";
import type { CardCopy } from "./memory-port.ts";
import type { Comment, Identity, Person } from "./ports.ts";
import type { World } from "./world.ts";

/** What a look found where the card should be. */
export type CardSeen =
  | { readonly kind: "none" }
  | { readonly kind: "card"; readonly comment: Comment; readonly record: IncidentRecord }
  /** Something that was our card, but cannot be believed. */
  | { readonly kind: "damaged"; readonly comment: Comment; readonly why: string }
  /** The card is gone, though the body's marker or the database names it. */
  | { readonly kind: "lost"; readonly commentId: number }
  /** Not ours to touch: a newer schema, or a key we do not have. */
  | { readonly kind: "foreign"; readonly comment: Comment; readonly why: string };

/** By what a card is believed. */
export interface Trusting {
  readonly world: World;
  readonly known: CardCopy | undefined;
  /** Other bots whose card counts, from config. */
  readonly identities: readonly string[];
}

/** Reads one comment as the card of this thread; comments of others never are. */
export function readCard(
  comment: Comment,
  address: Address,
  { world, known, identities }: Trusting,
): CardSeen {
  if (!isOurs(comment.author.login, world.identity, identities)) return { kind: "none" };
  const decoded = decodeBlock(comment.body, address);
  if (decoded.kind === "none") return { kind: "none" };
  if (decoded.kind === "damaged") return { kind: "damaged", comment, why: decoded.why };
  const trust = trustIn(decoded, address, { world, known });
  if (trust === "unknown-key") return { kind: "foreign", comment, why: "an unknown key" };
  if (trust === "invalid") return { kind: "damaged", comment, why: "the signature does not fit" };
  if (decoded.kind === "newer") {
    return { kind: "foreign", comment, why: `schema ${decoded.schema}` };
  }
  return { kind: "card", comment, record: decoded.record };
}

/** Bots are not listened to, but for those that config lists. */
export function isIgnored(person: Person, config: Pick<Config, "declare">): boolean {
  return person.bot && !config.declare.bots.some((bot) => sameLogin(bot, person.login));
}

/** Whether a login is us, or another identity that config names. */
export function isOurs(login: string, identity: Identity, others: readonly string[]): boolean {
  const wanted = login.toLowerCase();
  return [identity.login, ...others].some((one) => one.toLowerCase() === wanted);
}

function trustIn(
  decoded: Extract<Decoded, { kind: "read" | "newer" }>,
  address: Address,
  { world, known }: Omit<Trusting, "identities">,
): "valid" | "invalid" | "unknown-key" {
  const { payload, signature } = decoded;
  if (signature !== undefined) {
    if (!world.seal.configured) return "unknown-key";
    return world.seal.verify(signedText(payload, address), signature);
  }
  if (!world.seal.configured) return "valid";
  // Keys were just introduced: the last copy we wrote ourselves needs no signature yet.
  const last = known === undefined ? undefined : decodeBlock(known.body, address);
  return last?.kind === "read" && last.payload === payload ? "valid" : "invalid";
}

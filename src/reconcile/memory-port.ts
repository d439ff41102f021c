/**
 * What the processes remember between looks. A cache: GitHub holds the truth, and everything here
 * may be gone at any moment.
 */

/** A card as it was last written or read. */
export interface CardCopy {
  readonly commentId: number;
  readonly generation: number;
  readonly body: string;
  readonly at: Date;
}

/** Proof of holding a lease; it stops being valid when somebody else gets the lease. */
export type LeaseToken = string;

export interface Memory {
  lastCard(key: string): Promise<CardCopy | undefined>;
  /** The newest generation wins, whatever the order of the calls; of equals the later call. */
  rememberCard(key: string, card: CardCopy): Promise<void>;

  /** Remembers that we did this effect for the key; forgotten after seven days. */
  remember(key: string, effect: string): Promise<void>;
  has(key: string, effect: string): Promise<boolean>;
  /** After a card write: forgets all effects of the key but those the card still owes. */
  keepOnly(key: string, effects: readonly string[]): Promise<void>;

  /**
   * Undefined while another holder has it. The same holder gets a new token at once and the old
   * one ends, so that a look which outlived its time stands back for its successor.
   */
  lease(key: string, holder: string, ttlMs: number): Promise<LeaseToken | undefined>;
  /** Says whether the token is still good and, if so, extends it by its time to live. */
  stillHeld(key: string, token: LeaseToken): Promise<boolean>;
  release(key: string, token: LeaseToken): Promise<void>;

  /** When the installation may be called again; undefined when it may be called now. */
  notBefore(installation: number): Promise<Date | undefined>;
  /** Never moves a later limit forward. */
  limit(installation: number, until: Date): Promise<void>;

  /** A small JSON value of the resync's bookkeeping, as parsed again; undefined when unknown. */
  cursor(name: string): Promise<unknown>;
  saveCursor(name: string, value: unknown): Promise<void>;

  /** For tests: as if the database had been dropped. */
  forgetEverything(): Promise<void>;
}

/** How long a done effect is remembered at most. */
export const effectMemoryDays = 7;

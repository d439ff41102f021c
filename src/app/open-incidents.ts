import { z } from "zod";
import { decodeBlock } from "../core/card/block.ts";
import { type Address, keyOf } from "../reconcile/address.ts";
import type { RepositoryPlace } from "../reconcile/directory-port.ts";
import type { Memory } from "../reconcile/memory-port.ts";

/** A repository with incidents that are not closed yet, as the last looks saw them. */
export interface OpenPlace extends RepositoryPlace {
  readonly issues: readonly number[];
}

/** Which repositories the resync reads often. A cache: a full pass finds what is missing here. */
export interface OpenIncidents {
  /** To be told after each look; reads the card's last copy. */
  afterLook(address: Address): Promise<void>;
  places(): Promise<readonly OpenPlace[]>;
}

const cursor = "open-incidents";

const stored = z.record(
  z.string(),
  z.object({ installation: z.number(), name: z.string(), issues: z.array(z.number()) }),
);
type Stored = z.infer<typeof stored>;

/** Keeps the list in the database, so that any process may do the next resync. */
export function openIncidents(memory: Memory): OpenIncidents {
  const judged = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();

  async function read(): Promise<Stored> {
    return stored.catch({}).parse((await memory.cursor(cursor)) ?? {});
  }

  async function write(address: Address, isOpen: boolean): Promise<void> {
    const all = await read();
    const { installation, name } = address;
    const others = (all[address.repository]?.issues ?? []).filter((n) => n !== address.issue);
    const issues = isOpen ? [...others, address.issue].sort((a, b) => a - b) : others;
    const { [address.repository]: _, ...rest } = all;
    const entry =
      issues.length === 0 ? {} : { [address.repository]: { installation, name, issues } };
    await memory.saveCursor(cursor, { ...rest, ...entry });
  }

  return {
    async afterLook(address) {
      const key = keyOf(address);
      const card = await memory.lastCard(key);
      if (card === undefined || judged.get(key) === card.generation) return;
      const decoded = decodeBlock(card.body, address);
      if (decoded.kind !== "read") return;
      judged.set(key, card.generation);
      const { status } = decoded.record.incident;
      const isOpen = status !== "closed" && status !== "dismissed";
      // One after another: each write reads what the one before it left.
      writing = writing.then(
        () => write(address, isOpen),
        () => write(address, isOpen),
      );
      await writing;
    },
    async places() {
      const all = Object.entries(await read());
      return all.map(([repository, entry]) => ({ repository: Number(repository), ...entry }));
    },
  };
}

import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { decodeBlock } from "../core/card/block.ts";
import { isFinished } from "../core/incident/finished.ts";
import { isUnderWay } from "../core/incident/mitigation.ts";
import { type Address, keyOf, noIssue } from "../reconcile/address.ts";
import type { RepositoryPlace } from "../reconcile/directory-port.ts";
import { Again } from "../reconcile/failure.ts";
import type { Memory } from "../reconcile/memory-port.ts";

/** A repository with incidents that are not closed yet, as the last looks saw them. */
export interface OpenPlace extends RepositoryPlace {
  readonly issues: readonly number[];
  /** Of these, the ones that wait for something to become of their pull requests. */
  readonly following: readonly Following[];
}

export interface Following {
  readonly issue: number;
  /** Ids of the repositories that the pull requests are in. */
  readonly repositories: readonly number[];
}

/** Which repositories the resync reads often. A cache: a full pass finds what is missing here. */
export interface OpenIncidents {
  /** To be told after each look; reads the card's last copy. */
  afterLook(address: Address): Promise<void>;
  /** Counts an issue as open until a look says otherwise. */
  add(address: Address): Promise<void>;
  places(): Promise<readonly OpenPlace[]>;
  place(repository: number): Promise<OpenPlace | undefined>;
  /** The incidents, wherever they are, with a pull request under way in that repository. */
  following(repository: number): Promise<readonly Omit<Address, "seen">[]>;
}

type Parts = Pick<Memory, "lastCard" | "cursor" | "saveCursor" | "lease" | "stillHeld" | "release">;

/** The ids of all repositories that ever had an incident; it only grows, and is read per round. */
const indexCursor = "open-incidents";
const storedIndex = z.array(z.number()).catch([]);

const storedPlace = z
  .object({
    installation: z.number(),
    name: z.string(),
    issues: z.array(z.number()),
    following: z
      .array(z.object({ issue: z.number(), repositories: z.array(z.number()) }))
      .catch([]),
  })
  .optional()
  .catch(undefined);

/** Who holds the lease of a row is done within milliseconds; this is for one that died. */
const leaseMs = 5_000;
const patienceMs = 50;
const mostTries = 200;

/** Keeps the list in the database, so that any process may do the next resync. */
export function openIncidents(memory: Parts, holder: string): OpenIncidents {
  let writing: Promise<void> = Promise.resolve();

  const readIndex = async () => storedIndex.parse((await memory.cursor(indexCursor)) ?? []);
  const readPlace = async (repository: number) =>
    storedPlace.parse(await memory.cursor(placeCursor(repository)));

  /** Replicas change a row one after another: each reads what the one before it wrote. */
  async function change(cursor: string, next: () => Promise<unknown>): Promise<void> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const token = await memory.lease(cursor, holder, leaseMs);
      if (token === undefined) {
        await sleep(patienceMs);
        continue;
      }
      try {
        const value = await next();
        if (!(await memory.stillHeld(cursor, token))) continue;
        return await memory.saveCursor(cursor, value);
      } finally {
        await memory.release(cursor, token);
      }
    }
    throw new Again(`the row ${cursor} is held by another process`);
  }

  async function write(
    address: Address,
    isOpen: boolean,
    repositories: readonly number[],
  ): Promise<void> {
    const { repository } = address;
    const known = await readPlace(repository);
    const isListed = known?.issues.includes(address.issue) ?? false;
    const before = known?.following.find(({ issue }) => issue === address.issue);
    const isSame = String(before?.repositories ?? []) === String(repositories);
    if (isListed === isOpen && isSame && (!isListed || known?.name === address.name)) return;
    // First the index: a row that is not in it would never be read, nor written again.
    if (isOpen && !(await readIndex()).includes(repository)) {
      await change(indexCursor, async () => [...new Set([...(await readIndex()), repository])]);
    }
    await change(placeCursor(repository), async () => {
      const { installation, name, issue } = address;
      const row = await readPlace(repository);
      const others = (row?.issues ?? []).filter((n) => n !== issue);
      const issues = isOpen ? [...others, issue].sort((a, b) => a - b) : others;
      const otherWaits = (row?.following ?? []).filter((one) => one.issue !== issue);
      const waits = isOpen && repositories.length > 0 ? [{ issue, repositories }] : [];
      return { installation, name, issues, following: [...otherWaits, ...waits] };
    });
  }

  // One after another: a lease does not keep its own holder out.
  function enter(
    address: Address,
    isOpen: boolean,
    repositories: readonly number[] = [],
  ): Promise<void> {
    const entry = writing.then(() => write(address, isOpen, repositories));
    writing = entry.catch(() => undefined);
    return entry;
  }

  async function places(): Promise<readonly OpenPlace[]> {
    const found: OpenPlace[] = [];
    for (const repository of await readIndex()) {
      const place = await readPlace(repository);
      if (place !== undefined && place.issues.length > 0) found.push({ repository, ...place });
    }
    return found;
  }

  return {
    async afterLook(address) {
      if (address.issue === noIssue) return;
      const card = await memory.lastCard(keyOf(address));
      if (card === undefined) return enter(address, false);
      const decoded = decodeBlock(card.body, address);
      if (decoded.kind !== "read") return;
      const { incident } = decoded.record;
      const { mitigations = [] } = incident;
      // One that is opened again says so itself.
      const underWay = mitigations.filter(
        (one) => one.pull !== undefined && isUnderWay(one) && one.state !== "closed",
      );
      const repositories = [...new Set(underWay.map(({ repositoryId }) => repositoryId))].sort();
      await enter(address, !isFinished(incident), repositories);
    },
    add: (address) => enter(address, true),
    places,
    async place(repository) {
      const place = await readPlace(repository);
      return place === undefined ? undefined : { repository, ...place };
    },
    async following(repository) {
      return (await places()).flatMap(({ following, ...place }) =>
        following
          .filter((one) => one.repositories.includes(repository))
          .map(({ issue }) => ({
            ...{ installation: place.installation, name: place.name },
            ...{ repository: place.repository, issue },
          })),
      );
    },
  };
}

function placeCursor(repository: number): string {
  return `open-incidents:${repository}`;
}

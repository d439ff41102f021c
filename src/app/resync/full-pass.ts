import type { RepositoryEntry } from "../../reconcile/directory-port.ts";
import { Stop } from "../../reconcile/failure.ts";
import { instantOf } from "../../std/instant.ts";
import { describeError } from "../log.ts";
import { type CallBudget, callBudget } from "./call-budget.ts";
import { type Passed, readPassed, savePassed } from "./passed.ts";
import type { Round } from "./resync.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Config in two places and a question for a new name; pages of issues come on top. */
const callsBesidesPages = 4;
/** The pass of every day is spread over the twelve rounds of an hour. */
const callsPerRound = 25;

/**
 * Reads the incidents of every repository once a day, and of those never read as soon as calls
 * are left: with an empty database that is all of them. Each round goes on where the last stopped.
 */
export function fullPass(round: Round) {
  const listedAt = new Map<number, number>();
  const again = new Set<number>();

  async function advanceIn(installation: number): Promise<void> {
    const now = round.clock.now().getTime();
    const passed = await readPassed(round.memory, installation);
    const age = now - (listedAt.get(installation) ?? Number.NEGATIVE_INFINITY);
    if (!isWorthListing(passed, { age, now })) return;
    const repositories = await round.directory.listRepositories(installation);
    listedAt.set(installation, now);
    const at = forget(again, keepListed(passed.at, repositories));
    const due = dueOf(repositories, at, now);
    const hasNew = due.some(({ since }) => since === undefined);
    const budget = callBudget(passed.spent, now, hasNew ? Number.POSITIVE_INFINITY : callsPerRound);
    budget.spend(pagesOf(repositories.length));
    let left = due.length;
    try {
      left -= await readAll(due, budget, (repository) => {
        at[repository.repository] = now;
        again.delete(repository.repository);
      });
    } finally {
      const unfinished = left > 0;
      await savePassed(round.memory, installation, { at, spent: budget.spent(), unfinished });
    }
  }

  async function readAll(
    due: readonly Due[],
    budget: CallBudget,
    onRead: (repository: RepositoryEntry) => void,
  ): Promise<number> {
    let read = 0;
    for (const { repository, since } of due) {
      if (round.signal.aborted || !budget.allows(callsBesidesPages + 1)) break;
      budget.spend(await readRepository(repository, since));
      onRead(repository);
      read += 1;
    }
    return read;
  }

  /** Asks for looks at the incidents of one repository; says how many calls that took at most. */
  async function readRepository(repository: RepositoryEntry, since?: string): Promise<number> {
    try {
      const { config } = await round.settings.read({ ...repository, issue: 0, seen: {} });
      const filter = { label: config.labels.incident, ...(since !== undefined && { since }) };
      const listed = await round.directory.listIncidentIssues(repository, filter);
      const open = listed.filter(({ state }) => state === "open");
      const closed = listed.filter(({ state }) => state === "closed");
      const addresses = [...open, ...closed].map(({ address }) => ({
        ...address,
        seen: { ...address.seen, follow: true as const },
      }));
      await round.enqueue("full-pass", addresses);
      return callsBesidesPages + pagesOf(listed.length);
    } catch (failure) {
      if (!(failure instanceof Stop)) throw failure;
      const { repository: id } = repository;
      round.log.warn({ repository: id, ...describeError(failure) }, "resync: not readable");
      return callsBesidesPages;
    }
  }

  return {
    async advance(): Promise<void> {
      for (const { installation } of await round.directory.listInstallations()) {
        if (round.signal.aborted) return;
        await advanceIn(installation).catch((failure: unknown) => {
          round.log.warn({ installation, ...describeError(failure) }, "resync: pass interrupted");
        });
      }
    },
    /** The next round asks for the lists of repositories again. */
    lookForNew(): void {
      listedAt.clear();
    },
    /** The next round reads that repository as if it never had been read. */
    readAgain(repository: number): void {
      again.add(repository);
      listedAt.clear();
    },
  };
}

interface Due {
  readonly repository: RepositoryEntry;
  /** Only what changed since; absent where the repository was never read. */
  readonly since?: string;
}

// The list itself costs a call: once an hour is enough while nothing is due.
function isWorthListing(passed: Passed, { age, now }: { age: number; now: number }): boolean {
  const isDue = Object.values(passed.at).some((at) => now - at >= dayMs);
  return passed.unfinished || isDue || age >= hourMs;
}

/** Those never read first, then those read longest ago. */
function dueOf(
  repositories: readonly RepositoryEntry[],
  at: Passed["at"],
  now: number,
): readonly Due[] {
  const readAt = ({ repository }: RepositoryEntry) => at[repository] ?? 0;
  return repositories
    .filter((entry) => !entry.archived && entry.hasIssues && now - readAt(entry) >= dayMs)
    .toSorted((a, b) => readAt(a) - readAt(b))
    .map((repository) => {
      const last = readAt(repository);
      // An hour more than needed: lists lag, clocks differ.
      const since = instantOf(new Date(last - hourMs));
      return last === 0 ? { repository } : { repository, since };
    });
}

function forget(
  repositories: ReadonlySet<number>,
  at: Record<string, number>,
): Record<string, number> {
  return Object.fromEntries(Object.entries(at).filter(([id]) => !repositories.has(Number(id))));
}

/** Forgets repositories that are no longer there. */
function keepListed(
  at: Passed["at"],
  repositories: readonly RepositoryEntry[],
): Record<string, number> {
  const known = repositories.flatMap(({ repository }) => {
    const time = at[repository];
    return time === undefined ? [] : [[String(repository), time] as const];
  });
  return Object.fromEntries(known);
}

function pagesOf(rows: number): number {
  return 1 + Math.floor(rows / 100);
}

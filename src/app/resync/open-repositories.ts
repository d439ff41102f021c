import { type Address, keyOf } from "../../reconcile/address.ts";
import type { ListedIssue } from "../../reconcile/directory-port.ts";
import { Stop } from "../../reconcile/failure.ts";
import { instantOf } from "../../std/instant.ts";
import { describeError } from "../log.ts";
import type { OpenPlace } from "../open-incidents.ts";
import type { Round } from "./resync.ts";

/** Lists lag: what changed shortly before the newest known change is listed again. */
const overlapMs = 60_000;
/** Where nothing is remembered yet. */
const firstMs = 24 * 3_600_000;

/** Reads what changed in repositories with an incident that is not closed; mostly free by ETag. */
export function openRepositories(round: Round) {
  const told = new Map<string, string>();

  async function readPlace(place: OpenPlace): Promise<void> {
    const cursor = sinceCursor(place.repository);
    const known = await round.memory.cursor(cursor);
    const since = typeof known === "string" ? known : before(round.clock.now(), firstMs);
    const listed = await round.directory.listIncidentIssues(place, { since });
    // Nothing remembered, or a look was given up: whatever was told may have been in vain.
    if (typeof known !== "string") for (const { address } of listed) told.delete(keyOf(address));
    await round.labels.refresh(place.repository);
    const changed = listed.filter((issue) => isNews(issue, place));
    await round.enqueue(
      "open-repository",
      changed.map(({ address }) => address),
    );
    await round.enqueue("pull-requests", waitingIn(place));
    for (const issue of changed) told.set(keyOf(issue.address), issue.updatedAt);
    const newest = newestOf(listed);
    const next = newest === undefined ? since : before(newest, overlapMs);
    if (next === known || (await round.memory.cursor(cursor)) !== known) return;
    if (next > since || typeof known !== "string") await round.memory.saveCursor(cursor, next);
  }

  function isNews(issue: ListedIssue, place: OpenPlace): boolean {
    if (told.get(keyOf(issue.address)) === issue.updatedAt) return false;
    return (
      place.issues.includes(issue.address.issue) ||
      issue.labels.some((label) => round.labels.isOurs(place.repository, label))
    );
  }

  return {
    async read(): Promise<void> {
      for (const place of await round.open.places()) {
        if (round.signal.aborted) return;
        await readPlace(place).catch((failure: unknown) => {
          // One repository that is gone, or not ours any longer, does not stop the others.
          if (!(failure instanceof Stop)) throw failure;
          const { repository } = place;
          round.log.warn({ repository, ...describeError(failure) }, "resync: not readable");
        });
      }
    },
  };
}

/** The row that says from when on a repository is read; null: from a day ago, and anew. */
export function sinceCursor(repository: number): string {
  return `resync:since:${repository}`;
}

/** Nothing on the issue tells that its pull request was merged: that is asked for every round. */
function waitingIn({ installation, repository, name, following }: OpenPlace): readonly Address[] {
  return following.map(({ issue }) => ({
    ...{ installation, repository, name, issue },
    seen: { follow: true },
  }));
}

function newestOf(listed: readonly ListedIssue[]): Date | undefined {
  const times = listed.map(({ updatedAt }) => Date.parse(updatedAt));
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

function before(at: Date, ms: number): string {
  return instantOf(new Date(at.getTime() - ms));
}

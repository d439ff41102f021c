import { type Candidate, keyOf } from "../../core/rollback/suspects/candidate.ts";
import type { Looked } from "../../core/rollback/suspects/candidates-of.ts";
import type { Gap, Source } from "../../core/rollback/suspects/suspects-found.ts";
import type { HistorySearched } from "./history-searched.ts";
import type { SearchedPlace } from "./places.ts";
import { unlessStopped } from "./unless-stopped.ts";

/** Each costs a call, and answers are waited for. */
const mostLooks = 15;

export interface Looks {
  /** By the candidate's key; of one that could not be read there is nothing. */
  readonly looked: ReadonlyMap<string, Looked>;
  /** How many there was no room for. */
  readonly left: number;
  readonly gaps: readonly Gap[];
}

interface LookingInto {
  readonly places: readonly SearchedPlace[];
  /** Whether what may work later counts as what cannot be read. */
  readonly giveUp: boolean;
}

/** Reads what the most recent candidates changed, or how they ended; one call each. */
export async function lookInto(
  candidates: readonly Candidate[],
  { places, giveUp }: LookingInto,
  host: HistorySearched,
): Promise<Looks> {
  const newest = candidates
    .flatMap((candidate) => readingOf(candidate, placeOf(candidate, places), host) ?? [])
    .sort((a, b) => Date.parse(b.candidate.at) - Date.parse(a.candidate.at));
  const looked = new Map<string, Looked>();
  const gaps = new Map<string, Gap>();
  for (const { candidate, source, read } of newest.slice(0, mostLooks)) {
    const { repository } = candidate;
    // Once refused, a source is not asked again, and nothing of a repository that has gone.
    if (gaps.has(repository) || gaps.has(`${repository} ${source}`)) continue;
    const answer = await unlessStopped(read, { repository, source, giveUp });
    if ("found" in answer) looked.set(keyOf(candidate), answer.found);
    else if (answer.gap.kind === "invisible") gaps.set(repository, answer.gap);
    else gaps.set(`${repository} ${source}`, answer.gap);
  }
  return { looked, left: Math.max(0, newest.length - mostLooks), gaps: [...gaps.values()] };
}

interface Reading {
  readonly candidate: Candidate;
  readonly source: Source;
  readonly read: () => Promise<Looked>;
}

function readingOf(
  candidate: Candidate,
  place: SearchedPlace | undefined,
  host: HistorySearched,
): Reading | undefined {
  if (place === undefined) return undefined;
  switch (candidate.kind) {
    case "pull": {
      const { number } = candidate;
      const read = async () => ({ files: await host.readPullFiles(place, number) });
      return { candidate, source: "pull requests", read };
    }
    case "push": {
      const { sha } = candidate;
      const read = async () => ({ files: await host.readCommitFiles(place, sha) });
      return { candidate, source: "commits", read };
    }
    case "deployment": {
      const { id } = candidate;
      const read = async () => ({ statuses: await host.readDeploymentStatuses(place, id) });
      return { candidate, source: "deployments", read };
    }
    case "run":
    case "release":
      return undefined;
    default:
      return candidate satisfies never;
  }
}

function placeOf(
  { repository }: Candidate,
  places: readonly SearchedPlace[],
): SearchedPlace | undefined {
  return places.find(({ name }) => name === repository);
}

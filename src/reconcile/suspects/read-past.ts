import type { Instant } from "../../core/incident/stamp.ts";
import type { PastOfRepository } from "../../core/rollback/suspects/candidates-of.ts";
import type { Gap, Source } from "../../core/rollback/suspects/suspects-found.ts";
import type { HistorySearched } from "./history-searched.ts";
import type { SearchedPlace } from "./places.ts";
import { unlessStopped } from "./unless-stopped.ts";

export interface Read {
  readonly past: PastOfRepository;
  readonly gaps: readonly Gap[];
}

/** What GitHub answers on one page. */
const page = 100;
const mostReleases = 10;

interface Wanted {
  readonly since: Instant;
  readonly until: Instant;
  /** Whether what may work later counts as what cannot be read. */
  readonly giveUp: boolean;
}

/** The past of one repository in five calls; what may not be read is a gap. */
export async function readPast(
  place: SearchedPlace,
  { since, until, giveUp }: Wanted,
  host: HistorySearched,
): Promise<Read> {
  const gaps: Gap[] = [];
  const repository = place.name;
  // A repository that is not there has no other lists either: the first one tells.
  let gone = false;
  const read = async <T>(source: Source, reading: () => Promise<T>): Promise<T | undefined> => {
    if (gone) return undefined;
    const answer = await unlessStopped(reading, { repository, source, giveUp });
    if ("found" in answer) return answer.found;
    const isFirst = source === "commits";
    gone = isFirst && answer.gap.kind === "invisible";
    const other: Gap = { kind: "unreadable", repository, source };
    gaps.push(answer.gap.kind === "invisible" && !isFirst ? other : answer.gap);
    return undefined;
  };
  const commits = await read("commits", () =>
    host.listCommits(place, { since, until, count: page }),
  );
  const pulls = await read("pull requests", () => host.listClosedPulls(place, page));
  const deployments = await read("deployments", () => host.listDeployments(place, { count: page }));
  const runs = await read("workflow runs", () => host.listFailedRuns(place, since));
  const releases = await read("releases", () => host.listReleases(place, mostReleases));
  const cut = [
    ...(commits?.length === page ? (["commits"] as const) : []),
    ...(isCut(pulls, ({ updatedAt }) => updatedAt, since) ? (["pull requests"] as const) : []),
    ...(isCut(deployments, ({ createdAt }) => createdAt, since) ? (["deployments"] as const) : []),
  ].map((source): Gap => ({ kind: "cut", repository, source }));
  return {
    past: { repository, commits, pulls, deployments, runs, releases },
    gaps: [...gaps, ...cut],
  };
}

/** Whether a full page ends before it reaches back to the start of the window. */
function isCut<T>(
  list: readonly T[] | undefined,
  timeOf: (one: T) => Instant,
  since: Instant,
): boolean {
  if (list === undefined || list.length < page) return false;
  return list.every((one) => Date.parse(timeOf(one)) > Date.parse(since));
}

import type { Instant } from "../../incident/stamp.ts";
import type {
  CommitSeen,
  DeploymentSeen,
  DeploymentStatusSeen,
  PullSeen,
  ReleaseSeen,
  RunSeen,
} from "../history.ts";
import type { Candidate, Change, Deployed, FailedRun, FileChange, Published } from "./candidate.ts";
import { keyOf } from "./candidate.ts";
import { mainlineOf, pushedDirectly } from "./mainline.ts";
import { carrierOf, type DeploymentKnown, liveOf, outcomeOf } from "./went-live.ts";

/** What one repository shows of its past; undefined where it may not be read. */
export interface PastOfRepository {
  readonly repository: string;
  readonly commits: readonly CommitSeen[] | undefined;
  /** Closed ones, whatever their branch. */
  readonly pulls: readonly PullSeen[] | undefined;
  readonly deployments: readonly DeploymentSeen[] | undefined;
  readonly runs: readonly RunSeen[] | undefined;
  readonly releases: readonly ReleaseSeen[] | undefined;
}

export interface Looking {
  readonly since: Instant;
  readonly until: Instant;
  /** The environments of the services that were hit. */
  readonly environments: readonly string[];
  /** What looking into a candidate found, by its key; absent: not looked into. */
  readonly looked: ReadonlyMap<string, Looked>;
}

export interface Looked {
  readonly files?: readonly FileChange[];
  readonly statuses?: readonly DeploymentStatusSeen[];
}

/** Everything of a repository that happened in the window, newest first. */
export function candidatesOf(past: PastOfRepository, looking: Looking): readonly Candidate[] {
  const merged = (past.pulls ?? []).filter((pull) => pull.merged && isForDefault(pull));
  const mainline = mainlineOf(past.commits ?? [], merged);
  const deployments = deploymentsTo(past, looking);
  const given = { deployments, mainline, until: looking.until };
  const changes = [
    ...pullsOf(past, merged),
    ...pushesOf(past, pushedDirectly(mainline, merged)),
  ].filter(isWithin(looking));
  const known = changes.map((change): Change => {
    const { files } = looking.looked.get(keyOf(change)) ?? {};
    return { ...change, live: liveOf(change, given), ...(files !== undefined && { files }) };
  });
  const carriers = changes.map((change) => carrierOf(change, given)?.id);
  const deployed = deployments.map(
    (deployment): Deployed => ({
      kind: "deployment",
      repository: past.repository,
      at: deployment.createdAt,
      id: deployment.id,
      sha: deployment.sha,
      ref: deployment.ref,
      environment: deployment.environment,
      carries: carriers.filter((id) => id === deployment.id).length,
      ...(deployment.by !== undefined && { by: deployment.by }),
      ...(deployment.outcome !== undefined && { outcome: deployment.outcome }),
    }),
  );
  const others = [...deployed, ...runsOf(past, merged), ...releasesOf(past)];
  return [...known, ...others.filter(isWithin(looking))].sort(
    (a, b) => Date.parse(b.at) - Date.parse(a.at),
  );
}

function isForDefault({ base, defaultBranch }: PullSeen): boolean {
  return base === defaultBranch;
}

function isWithin({ since, until }: Looking): (one: { readonly at: Instant }) => boolean {
  const [from, to] = [Date.parse(since), Date.parse(until)];
  return ({ at }) => Date.parse(at) >= from && Date.parse(at) <= to;
}

function deploymentsTo(
  { deployments = [], repository }: PastOfRepository,
  { environments, looked }: Looking,
): readonly DeploymentKnown[] {
  const wanted = new Set(environments.map((name) => name.toLowerCase()));
  return deployments
    .filter(({ environment }) => wanted.has(environment.toLowerCase()))
    .map((deployment) => {
      const { statuses } = looked.get(`${repository} deployment ${deployment.id}`) ?? {};
      return statuses === undefined ? deployment : { ...deployment, ...outcomeOf(statuses) };
    });
}

const unknown = { state: "unknown" } as const;

function pullsOf({ repository }: PastOfRepository, merged: readonly PullSeen[]): readonly Change[] {
  return merged.flatMap(({ number, title, author, mergedAt, mergeCommit }): Change[] =>
    mergedAt === undefined
      ? []
      : [
          {
            kind: "pull",
            repository,
            number,
            title,
            at: mergedAt,
            by: author,
            live: unknown,
            ...(mergeCommit !== undefined && { sha: mergeCommit }),
          },
        ],
  );
}

function pushesOf(
  { repository, pulls }: PastOfRepository,
  commits: readonly CommitSeen[],
): readonly Change[] {
  // Before the first commit there was nothing that it could have broken.
  const changes = commits.filter(({ parents }) => parents.length > 0);
  return changes.map(({ sha, message, author, at }) => ({
    kind: "push",
    repository,
    sha,
    title: message.split("\n", 1)[0] ?? "",
    at,
    live: unknown,
    unreviewed: pulls !== undefined,
    ...(author !== undefined && { by: author }),
  }));
}

/** Of the default branch, and of each workflow only the last one: the others say the same. */
function runsOf(past: PastOfRepository, merged: readonly PullSeen[]): readonly FailedRun[] {
  const branch = merged[0]?.defaultBranch;
  const shas = new Set((past.commits ?? []).map(({ sha }) => sha));
  const ours = (past.runs ?? []).filter((run) => run.branch === branch || shas.has(run.sha));
  const newest = new Map<string, RunSeen>();
  for (const run of ours) {
    const other = newest.get(run.name);
    if (other === undefined || Date.parse(run.createdAt) > Date.parse(other.createdAt)) {
      newest.set(run.name, run);
    }
  }
  return [...newest.values()].map(({ id, name, sha, createdAt }) => ({
    kind: "run",
    repository: past.repository,
    at: createdAt,
    ...{ id, name, sha },
  }));
}

function releasesOf({ repository, releases = [] }: PastOfRepository): readonly Published[] {
  return releases.map(({ tag, name, publishedAt, by }) => ({
    kind: "release",
    repository,
    at: publishedAt,
    ...{ tag, name },
    ...(by !== undefined && { by }),
  }));
}

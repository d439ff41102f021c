import type { CommitSeen } from "../../core/rollback/history.ts";
import { broughtBy, mainlineOf } from "../../core/rollback/mainline.ts";
import type { RollbackWorld } from "./request.ts";
import type { Revert } from "./resolve-target.ts";

/** What happened on the default branch after the change that is to be undone. */
export interface Later {
  /** The change itself, or the merge that brought it; undefined when that is too long ago. */
  readonly carrier: CommitSeen | undefined;
  /** The branch's own commits after that, newest first. */
  readonly since: readonly CommitSeen[];
  /** Those of them that touched the files in conflict. */
  readonly inTheWay: readonly CommitSeen[];
}

/** To ask for the commits of a file costs a call. */
const mostFilesAsked = 3;
const mostCommitsEach = 30;

/** Finds what touched these files since; only the first few of them are asked for. */
export async function readLater(
  revert: Revert,
  files: readonly string[],
  world: RollbackWorld,
): Promise<Later> {
  const { after, since, ground } = revert;
  const mainline = mainlineOf(since.commits, ground.branch.head.sha);
  const brought = broughtBy(since.commits, mainline);
  const merge = brought.get(after.sha);
  const onMainline = mainline.at(-1)?.parents[0] === after.sha;
  const carrier = onMainline ? after : merge;
  const end = carrier === undefined ? -1 : mainline.indexOf(carrier);
  const own = end === -1 ? mainline : mainline.slice(0, end);
  const known = new Set(since.commits.map(({ sha }) => sha));
  const touching = new Set<CommitSeen | undefined>();
  for (const path of files.slice(0, mostFilesAsked)) {
    const commits = await readTouching(path, revert, world);
    for (const { sha } of commits) if (known.has(sha)) touching.add(brought.get(sha));
  }
  return { carrier, since: own, inTheWay: own.filter((commit) => touching.has(commit)) };
}

function readTouching(
  path: string,
  { ground }: Revert,
  { host }: RollbackWorld,
): Promise<readonly CommitSeen[]> {
  const { place, branch } = ground;
  return host.listCommits(place, { from: branch.head.sha, path, count: mostCommitsEach });
}

import { type PathRisk, riskOfPath, runsNowhere } from "../path-risk.ts";
import type { FileChange } from "./candidate.ts";
import type { Territory } from "./territory.ts";
import { weights } from "./weights.ts";

/** A change by its files, judged once. */
export interface FilesChanged {
  /** How many were judged. */
  readonly files: number;
  readonly own: number;
  /** The own file with most lines, and whose it is. */
  readonly largestOwn: { readonly path: string; readonly service: string } | undefined;
  readonly others: number;
  /** A file of nobody's that reaches every service. */
  readonly shared: string | undefined;
  readonly riskiest: { readonly path: string; readonly risk: PathRisk } | undefined;
  /** Nothing in it runs. */
  readonly harmless: boolean;
  /** Without those of lock files. */
  readonly lines: number;
  /** Other people's code changed, nobody can tell how much. */
  readonly onlyLocks: boolean;
}

/** Judges the files of a change; those in which nothing runs count only for the size. */
export function judgeFiles(
  changes: readonly FileChange[],
  repository: string,
  territory: Territory,
): FilesChanged {
  const judged = [...changes]
    .filter(({ path }) => !runsNowhere(path))
    .sort((a, b) => linesOf(b) - linesOf(a))
    .slice(0, mostJudged)
    .map(({ path }) => ({
      path,
      risk: riskOfPath(path),
      whose: territory.whose(repository, path),
    }));
  const own = judged.flatMap(({ path, whose }) =>
    whose.kind === "own" ? [{ path, service: whose.service }] : [],
  );
  const nobodys = judged.filter(({ whose }) => whose.kind === "nobodys");
  // Somebody else's migration is somebody else's risk.
  const mine = judged.filter(({ whose }) => whose.kind !== "others");
  return {
    files: judged.length,
    own: own.length,
    largestOwn: own[0],
    others: judged.filter(({ whose }) => whose.kind === "others").length,
    shared: nobodys.find(({ risk }) => risk !== undefined)?.path,
    riskiest: riskiest(mine),
    harmless: judged.length === 0 && changes.length > 0,
    onlyLocks: judged.length > 0 && judged.every(({ risk }) => risk === "lock-file"),
    lines: changes.reduce((sum, change) => sum + countedLines(change), 0),
  };
}

/** The largest ones tell enough, and a change of thousands must not cost a look its time. */
const mostJudged = 50;

function riskiest(
  files: readonly { readonly path: string; readonly risk: PathRisk | undefined }[],
): FilesChanged["riskiest"] {
  let worst: FilesChanged["riskiest"];
  for (const { path, risk } of files) {
    if (risk === undefined) continue;
    if (worst === undefined || weights.risk[risk] > weights.risk[worst.risk])
      worst = { path, risk };
  }
  return worst;
}

function countedLines(change: FileChange): number {
  return riskOfPath(change.path) === "lock-file" ? 0 : linesOf(change);
}

function linesOf({ additions, deletions }: FileChange): number {
  return additions + deletions;
}

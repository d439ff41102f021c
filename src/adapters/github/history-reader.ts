import type { HistoryReader } from "../../reconcile/repository-port.ts";
import { listFailedRuns } from "./list-failed-runs.ts";
import { listReleases } from "./list-releases.ts";
import { readChecks } from "./read-checks.ts";
import { commitReader } from "./read-commits.ts";
import { deploymentReader } from "./read-deployments.ts";
import { readContent } from "./read-files.ts";
import { pullReader } from "./read-pulls.ts";
import { repositoryReader } from "./read-repository.ts";
import { readTag } from "./read-tag.ts";
import { readTrees } from "./read-tree.ts";
import type { Wire } from "./wire.ts";

/** A repository's history over REST. */
export function historyReader(wire: Wire): HistoryReader {
  return {
    ...repositoryReader(wire),
    ...commitReader(wire),
    ...pullReader(wire),
    ...deploymentReader(wire),
    readFileAt: (place, path, ref) => readContent(wire, place, { path, ref }),
    readTag: (place, tag) => readTag(wire, place, tag),
    readTrees: (place, shas) => readTrees(wire, place, shas),
    readChecks: (place, sha, without) => readChecks(wire, place, { sha, without }),
    listReleases: (place, count) => listReleases(wire, place, count),
    listFailedRuns: (place, since) => listFailedRuns(wire, place, since),
  };
}

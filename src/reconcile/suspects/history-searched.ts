import type { Files } from "../ports.ts";
import type { HistoryReader } from "../repository-port.ts";

/** What a search for suspects reads of the host: it writes nothing. */
export type HistorySearched = Pick<
  HistoryReader,
  | "readRepository"
  | "listCommits"
  | "listClosedPulls"
  | "listDeployments"
  | "listFailedRuns"
  | "listReleases"
  | "readPullFiles"
  | "readCommitFiles"
  | "readDeploymentStatuses"
> &
  Pick<Files, "readFile">;

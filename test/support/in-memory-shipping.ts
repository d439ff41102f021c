import type { ChecksSeen } from "../../src/core/rollback/history.ts";
import type { HistoryReader, Place } from "../../src/reconcile/repository-port.ts";
import { requireRead } from "../../src/sandbox/github/model/access.ts";
import type { Repository } from "../../src/sandbox/github/model/records.ts";
import {
  listDeploymentStatuses,
  listDeployments,
} from "../../src/sandbox/github/model/shipping/list-deployments.ts";
import { listReleases } from "../../src/sandbox/github/model/shipping/releases.ts";
import { readCombinedStatus } from "../../src/sandbox/github/model/shipping/statuses.ts";
import { listWorkflowRuns } from "../../src/sandbox/github/model/shipping/workflow-runs.ts";
import { toDeployment, toDeploymentStatus, toReleases, toRun } from "./history-shapes.ts";
import { type InMemoryHistoryOptions, repositoryAt } from "./in-memory-code.ts";
import { sorted, unlessAbsent, unlessRefused } from "./sorted-refusals.ts";

type ShippingReader = Pick<
  HistoryReader,
  "readChecks" | "listDeployments" | "readDeploymentStatuses" | "listReleases" | "listFailedRuns"
>;

/** Checks, deployments, releases and workflow runs of the model. */
export function inMemoryShipping(options: InMemoryHistoryOptions): ShippingReader {
  const { model, actor } = options;
  const at = (place: Place) => repositoryAt(model, place);
  return {
    readChecks: async (place, sha, without) => readChecks(options, at, { place, sha, without }),

    listDeployments: async (place, { count, ...filter }) =>
      sorted(() => {
        const list = listDeployments(model, actor, at(place), filter);
        return list.page(0, Math.min(count, 100)).map(toDeployment);
      }),

    readDeploymentStatuses: async (place, id) =>
      unlessAbsent(() => {
        const list = listDeploymentStatuses(model, actor, { repository: at(place), id });
        return list.page(0, 100).map(toDeploymentStatus);
      }) ?? [],

    listReleases: async (place, count) =>
      unlessAbsent(() => {
        const list = listReleases(model, actor, at(place)).page(0, Math.min(count, 100));
        const releases = list.flatMap(toReleases);
        return releases.sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt));
      }) ?? [],

    listFailedRuns: async (place, since) =>
      sorted(() => {
        const filter = { status: "failure", created: `>=${since}` };
        const { workflow_runs: runs } = listWorkflowRuns(model, actor, at(place), filter).page(
          0,
          100,
        );
        return runs.map(toRun);
      }),
  };
}

const bad = ["failure", "timed_out", "cancelled", "action_required", "startup_failure", "error"];

function readChecks(
  { model, actor }: InMemoryHistoryOptions,
  at: (place: Place) => Repository,
  { place, sha, without }: { place: Place; sha: string; without: string | undefined },
): ChecksSeen {
  const all = unlessRefused([409, 422], () => {
    const repository = at(place);
    requireRead(model, actor, repository, "checks");
    const { statuses } = readCombinedStatus(model, actor, repository, sha).page(0, 1000);
    const said = statuses.map(({ context, state }) => ({ name: context, word: state }));
    return [...latestRuns(repository, sha), ...said];
  });
  const words = all?.filter(({ name }) => name !== without);
  const failed = (words ?? []).filter(({ word }) => bad.includes(word)).map(({ name }) => name);
  return { state: stateOf(words ?? []), failed: [...new Set(failed)].slice(0, 20) };
}

function stateOf(words: readonly { word: string }[]): ChecksSeen["state"] {
  if (words.length === 0) return "none";
  if (words.some(({ word }) => bad.includes(word))) return "failed";
  return words.some(({ word }) => word === "pending") ? "pending" : "passed";
}

/** The last run of each name and App, as GitHub's filter `latest` gives them. */
function latestRuns({ checkRuns }: Repository, sha: string) {
  const latest = new Map<string, { name: string; word: string }>();
  for (const { name, app, headSha, status, conclusion } of checkRuns.values()) {
    if (headSha !== sha) continue;
    const word = status === "completed" ? (conclusion ?? "success") : "pending";
    latest.set(`${app.id}/${name}`, { name, word });
  }
  return [...latest.values()];
}

import { z } from "zod";
import type { DeploymentSeen, DeploymentStatusSeen } from "../../core/rollback/history.ts";
import type { DeploymentFilter, HistoryReader } from "../../reconcile/repository-port.ts";
import { instant } from "./answers.ts";
import { type Place, unlessAbsent } from "./call.ts";
import { login } from "./commit-answers.ts";
import { forbiddenIfHidden } from "./forbidden-if-hidden.ts";
import type { Wire } from "./wire.ts";

type DeploymentReader = Pick<HistoryReader, "listDeployments" | "readDeploymentStatuses">;

/** What was deployed where, and what became of it. */
export function deploymentReader(wire: Wire): DeploymentReader {
  return {
    listDeployments: (place, filter) => listDeployments(wire, place, filter),
    readDeploymentStatuses: (place, id) => readDeploymentStatuses(wire, place, id),
  };
}

const deploymentAnswer = z
  .object({
    id: z.number(),
    sha: z.string(),
    ref: z.string(),
    environment: z.string(),
    created_at: instant,
    creator: login,
  })
  .transform(
    ({ id, sha, ref, environment, created_at, creator }): DeploymentSeen => ({
      id,
      sha,
      ref,
      environment,
      createdAt: created_at,
      ...(creator === undefined ? {} : { by: creator }),
    }),
  );

async function listDeployments(
  wire: Wire,
  place: Place,
  { environment, sha, count }: DeploymentFilter,
): Promise<readonly DeploymentSeen[]> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/deployments",
    parameters: {
      per_page: Math.min(count, 100),
      ...(environment === undefined ? {} : { environment }),
      ...(sha === undefined ? {} : { sha }),
    },
    answer: z.array(deploymentAnswer),
    conditional: true,
  });
  const { data } = await forbiddenIfHidden(wire, place, call);
  return newestFirst(data);
}

const statusAnswer = z
  .object({
    id: z.number(),
    state: z.string(),
    created_at: instant,
    creator: login,
    log_url: z.string().nullish(),
    target_url: z.string().nullish(),
    environment_url: z.string().nullish(),
  })
  .transform(({ id, state, created_at: at, creator, ...urls }): DeploymentStatusSeen => {
    // GitHub writes an empty text where there is none.
    const url = urls.log_url || urls.target_url || urls.environment_url;
    return {
      id,
      state,
      at,
      ...(creator === undefined ? {} : { by: creator }),
      ...(url ? { url } : {}),
    };
  });

async function readDeploymentStatuses(
  wire: Wire,
  place: Place,
  id: number,
): Promise<readonly DeploymentStatusSeen[]> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
    parameters: { deployment_id: id, per_page: 100 },
    answer: z.array(statusAnswer),
    conditional: true,
    mayBeAbsent: true,
  });
  return newestFirst((await unlessAbsent(call, undefined))?.data ?? []);
}

function newestFirst<T extends { readonly id: number }>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((a, b) => b.id - a.id);
}

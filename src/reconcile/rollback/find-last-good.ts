import type { Instant } from "../../core/incident/stamp.ts";
import type { DeploymentSeen } from "../../core/rollback/history.ts";
import type { Place } from "../repository-port.ts";
import type { RollbackIncident, RollbackWorld } from "./request.ts";

export const defaultEnvironment = "production";

/** A deployment that is asked for its statuses costs a call. */
const mostAsked = 10;

export interface LastGood {
  readonly deployment: DeploymentSeen;
  /** The one that runs now and was passed over for that. */
  readonly running?: DeploymentSeen;
}

/**
 * The newest deployment that had worked before the incident began. If nothing was deployed after
 * it, it is what runs and hurts: then the one before it, of another commit, where there is one.
 */
export async function findLastGood(
  looking: {
    readonly place: Place;
    readonly environment: string;
    readonly incident: RollbackIncident;
    readonly mostAsked?: number;
  },
  { host }: RollbackWorld,
): Promise<LastGood | undefined> {
  const { place, environment, incident } = looking;
  const began = incident.startedAt ?? incident.declaredAt;
  const all = await host.listDeployments(place, { environment, count: 100 });
  const earlier = all.filter(({ createdAt }) => notAfter(createdAt, began));
  let running: DeploymentSeen | undefined;
  for (const deployment of earlier.slice(0, looking.mostAsked ?? mostAsked)) {
    if (deployment.sha === running?.sha) continue;
    const statuses = await host.readDeploymentStatuses(place, deployment.id);
    // A later deployment makes this one inactive, so any success counts, not only the last word.
    if (!statuses.some(({ state, at }) => state === "success" && notAfter(at, began))) continue;
    if (running !== undefined) return { deployment, running };
    if (all[0]?.sha !== deployment.sha) return { deployment };
    running = deployment;
  }
  return running && { deployment: running };
}

function notAfter(at: Instant, limit: Instant): boolean {
  return Date.parse(at) <= Date.parse(limit);
}

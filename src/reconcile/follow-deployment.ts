import type { Asked, Command } from "../core/incident/commands.ts";
import { stamp } from "../core/incident/stamp.ts";
import type { DeploymentSeen, DeploymentStatusSeen } from "../core/rollback/history.ts";
import { Stop } from "./failure.ts";
import type { Following } from "./follow-pulls.ts";

/** Deployments that were made since the merge and are looked at, newest first. */
const mostLookedAt = 3;

/** Whether the merged change has been deployed; and whether this repository deploys at all. */
export async function followDeployment(
  given: Following,
): Promise<{ deploys: boolean; asked: readonly Asked[] }> {
  const { pull, place, world, mitigation } = given;
  const deployments = await listDeployments(given);
  const since = Date.parse(pull.mergedAt ?? pull.updatedAt);
  const later = deployments.filter(({ createdAt }) => Date.parse(createdAt) >= since);
  const deploys = deployments.length > 0;
  for (const deployment of later.slice(0, mostLookedAt)) {
    if (!(await holds(deployment, given))) continue;
    const statuses = await world.host.readDeploymentStatuses(place, deployment.id);
    const end = endOf(statuses);
    if (end === undefined) continue;
    if (end.to === mitigation.state && end.to === "deploy-failed") return { deploys, asked: [] };
    return { deploys, asked: [noted(deployment, end, given)] };
  }
  return { deploys, asked: [] };
}

async function listDeployments(given: Following): Promise<readonly DeploymentSeen[]> {
  const { place, world, environments } = given;
  try {
    const all = await world.host.listDeployments(place, { count: 30 });
    const wanted = all.filter(({ environment }) => environments.includes(environment));
    return wanted.length === 0 ? all : wanted;
  } catch (failure) {
    // Without the permission nothing is known to be deployed.
    if (failure instanceof Stop && failure.reason === "forbidden") return [];
    throw failure;
  }
}

/** Whether what was deployed has the merge in it. */
async function holds(deployment: DeploymentSeen, { pull, place, world }: Following) {
  const { mergeCommit } = pull;
  if (mergeCommit === undefined) return false;
  if (deployment.sha === mergeCommit) return true;
  const compared = await world.host.compare(place, mergeCommit, deployment.sha);
  return compared?.status === "ahead" || compared?.status === "identical";
}

interface End {
  readonly to: "deployed" | "deploy-failed";
  readonly status: DeploymentStatusSeen;
}

/** A success counts even where a later deployment made it inactive. */
function endOf(statuses: readonly DeploymentStatusSeen[]): End | undefined {
  const success = statuses.find(({ state }) => state === "success");
  if (success !== undefined) return { to: "deployed", status: success };
  const failed = statuses.find(({ state }) => state === "failure" || state === "error");
  return failed === undefined ? undefined : { to: "deploy-failed", status: failed };
}

function noted(
  { environment, by: deployer }: DeploymentSeen,
  { to, status }: End,
  { mitigation, world }: Following,
): Asked {
  const { id, at, by, url } = status;
  const command: Command = {
    kind: "FollowPullRequest",
    mitigation: mitigation.id,
    to,
    environment,
    ...(url !== undefined && { url }),
  };
  return {
    command,
    verb: "rollback",
    by: by ?? deployer ?? world.identity.login,
    stamp: stamp({ at, kind: "d", id, line: 0 }),
    authority: "none",
  };
}

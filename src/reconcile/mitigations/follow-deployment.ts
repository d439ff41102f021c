import type { Asked, Command } from "../../core/incident/commands.ts";
import { stamp } from "../../core/incident/stamp.ts";
import type { DeploymentSeen, DeploymentStatusSeen } from "../../core/rollback/history.ts";
import { Stop } from "../failure.ts";
import type { Following } from "./follow-pulls.ts";

/** Deployments that were made since the merge and are looked at, newest first. */
const mostLookedAt = 5;

/** Whether the merged change has been deployed; and whether this repository deploys at all. */
export async function followDeployment(
  given: Following,
): Promise<{ deploys: boolean; asked: readonly Asked[] }> {
  const { pull, place, world, mitigation } = given;
  const deployments = await listDeployments(given);
  const since = Date.parse(pull.mergedAt ?? pull.updatedAt);
  const later = deployments.filter(({ createdAt }) => Date.parse(createdAt) >= since);
  const deploys = deployments.length > 0;
  let failed: Asked | undefined;
  for (const deployment of later.slice(0, mostLookedAt)) {
    if (!(await holds(deployment, given))) continue;
    const end = endOf(await world.host.readDeploymentStatuses(place, deployment.id));
    // One that worked has brought it out, whatever became of a later one.
    if (end?.to === "deployed") return { deploys, asked: [noted(deployment, end, given)] };
    if (end !== undefined) failed ??= noted(deployment, end, given);
  }
  const isNews = failed !== undefined && mitigation.state !== "deploy-failed";
  return { deploys, asked: isNews && failed !== undefined ? [failed] : [] };
}

/**
 * Those to the environments that count. What runs in a preview or on staging does not end the pain,
 * so it is never taken instead.
 */
async function listDeployments(given: Following): Promise<readonly DeploymentSeen[]> {
  const { place, world, environments } = given;
  const wanted = environments.map((name) => name.toLowerCase());
  const counts = ({ environment }: DeploymentSeen) => wanted.includes(environment.toLowerCase());
  try {
    const newest = await world.host.listDeployments(place, { count: 100 });
    if (newest.length < 100 || newest.some(counts)) return newest.filter(counts);
    // A hundred previews can hide the one that matters.
    const [environment = ""] = environments;
    return await world.host.listDeployments(place, { environment, count: 10 });
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

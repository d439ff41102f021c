import { fullName } from "../lookup.ts";
import { nodeId } from "../node-ids.ts";
import type { Repository } from "../records.ts";
import type { Deployment, DeploymentStatus } from "../shipping/deployment.ts";
import type { World } from "../world.ts";
import { accountView } from "./account.ts";
import { appView } from "./app.ts";

export function deploymentView(world: World, repository: Repository, deployment: Deployment) {
  const api = `${world.links.api}/repos/${fullName(repository)}`;
  const url = `${api}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: nodeId("deployment", deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    creator: accountView(world, deployment.creator),
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: api,
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    performed_via_github_app: deployment.viaApp && appView(world, deployment.viaApp),
  };
}

export function deploymentStatusView(
  world: World,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentStatus,
) {
  const api = `${world.links.api}/repos/${fullName(repository)}`;
  const deploymentUrl = `${api}/deployments/${deployment.id}`;
  return {
    url: `${deploymentUrl}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId("deploymentStatus", status.id),
    state: status.state,
    creator: accountView(world, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: deploymentUrl,
    repository_url: api,
    ...(status.environmentUrl === "" ? {} : { environment_url: status.environmentUrl }),
    ...(status.logUrl === "" ? {} : { log_url: status.logUrl }),
    performed_via_github_app: status.viaApp && appView(world, status.viaApp),
  };
}

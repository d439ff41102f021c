import { requireRead } from "../access.ts";
import type { Actor, Repository } from "../records.ts";
import { notFound } from "../refusal.ts";
import { deploymentStatusView, deploymentView } from "../view/deployment.ts";
import type { World } from "../world.ts";

export interface DeploymentFilter {
  sha?: string | undefined;
  ref?: string | undefined;
  task?: string | undefined;
  environment?: string | undefined;
}

interface DeploymentAddress {
  repository: Repository;
  id: number;
}

/** `GET …/deployments`, newest first. */
export function listDeployments(
  world: World,
  actor: Actor,
  repository: Repository,
  filter: DeploymentFilter = {},
) {
  requireRead(world, actor, repository, "deployments");
  const wanted = (["sha", "ref", "task", "environment"] as const).filter(
    (name) => filter[name] !== undefined && filter[name] !== "none",
  );
  const found = [...repository.deployments.values()]
    .filter((one) => wanted.every((name) => one[name] === filter[name]))
    .reverse();
  return {
    total: found.length,
    page: (from: number, to: number) =>
      found.slice(from, to).map((one) => deploymentView(world, repository, one)),
  };
}

/** `GET …/deployments/{id}`. */
export function readDeployment(world: World, actor: Actor, { repository, id }: DeploymentAddress) {
  requireRead(world, actor, repository, "deployments");
  return deploymentView(world, repository, found({ repository, id }));
}

/** `GET …/deployments/{id}/statuses`, newest first. */
export function listDeploymentStatuses(
  world: World,
  actor: Actor,
  { repository, id }: DeploymentAddress,
) {
  requireRead(world, actor, repository, "deployments");
  const deployment = found({ repository, id });
  const statuses = [...deployment.statuses].reverse();
  return {
    total: statuses.length,
    page: (from: number, to: number) =>
      statuses
        .slice(from, to)
        .map((one) => deploymentStatusView(world, repository, deployment, one)),
  };
}

function found({ repository, id }: DeploymentAddress) {
  const deployment = repository.deployments.get(id);
  if (!deployment) throw notFound();
  return deployment;
}

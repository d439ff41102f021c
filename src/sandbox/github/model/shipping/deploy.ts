import { accountOf, appOf, requireWrite } from "../access.ts";
import { announce } from "../announce.ts";
import { commitNamed } from "../code/find-commit.ts";
import type { Actor, Repository } from "../records.ts";
import { notFound, Refusal } from "../refusal.ts";
import { deploymentStatusView, deploymentView } from "../view/deployment.ts";
import { nextId, stamp, type World } from "../world.ts";
import type { Deployment, DeploymentStatus } from "./deployment.ts";

export interface NewDeployment {
  ref: string;
  task?: string | undefined;
  environment?: string | undefined;
  description?: string | null | undefined;
  payload?: Record<string, unknown> | string | undefined;
  production?: boolean | undefined;
  transient?: boolean | undefined;
  /** `[]` asks for none; left out, every status of the commit must be good. */
  requiredContexts?: readonly string[] | undefined;
}

export interface NewDeploymentStatus {
  state: string;
  description?: string | undefined;
  environment?: string | undefined;
  environmentUrl?: string | undefined;
  logUrl?: string | undefined;
  autoInactive?: boolean | undefined;
}

const need = { permission: "deployments", role: "write" as const, otherwise: notFound() };
const states = "error failure inactive in_progress queued pending success".split(" ");

/** `POST …/deployments`; `auto_merge` is not served. */
export function createDeployment(
  world: World,
  actor: Actor,
  repository: Repository,
  input: NewDeployment,
) {
  requireWrite(world, actor, repository, need);
  const unknown = () => new Refusal(422, `No ref found for: ${input.ref}`);
  const { sha } = commitNamed(repository, input.ref, unknown);
  requireGood(repository, sha, input.requiredContexts);
  const environment = input.environment ?? "production";
  const now = stamp(world);
  const deployment: Deployment = {
    id: nextId(world, "deployment"),
    sha,
    ref: input.ref,
    task: input.task ?? "deploy",
    environment,
    production: input.production ?? environment === "production",
    transient: input.transient ?? false,
    description: input.description ?? null,
    payload: input.payload ?? {},
    creator: accountOf(world, actor),
    viaApp: appOf(world, actor),
    createdAt: now,
    updatedAt: now,
    statuses: [],
  };
  repository.deployments.set(deployment.id, deployment);
  announceDeployment(world, actor, repository, { deployment });
  return deploymentView(world, repository, deployment);
}

/** `POST …/deployments/{id}/statuses`. */
export function createDeploymentStatus(
  world: World,
  actor: Actor,
  { repository, id }: { repository: Repository; id: number },
  input: NewDeploymentStatus,
) {
  requireWrite(world, actor, repository, need);
  const deployment = repository.deployments.get(id);
  if (!deployment) throw notFound();
  if (!states.includes(input.state)) {
    throw new Refusal(422, "Validation Failed", [
      { resource: "DeploymentStatus", code: "custom", field: "state" },
    ]);
  }
  const status = addStatus(world, actor, deployment, input);
  announceDeployment(world, actor, repository, { deployment, status });
  if (input.state === "success" && (input.autoInactive ?? true)) {
    retireEarlier(world, actor, repository, deployment);
  }
  return deploymentStatusView(world, repository, deployment, status);
}

function addStatus(
  world: World,
  actor: Actor,
  deployment: Deployment,
  input: NewDeploymentStatus,
): DeploymentStatus {
  deployment.environment = input.environment ?? deployment.environment;
  deployment.updatedAt = stamp(world);
  const status: DeploymentStatus = {
    id: nextId(world, "deploymentStatus"),
    state: input.state,
    description: input.description ?? "",
    environment: deployment.environment,
    environmentUrl: input.environmentUrl ?? "",
    logUrl: input.logUrl ?? "",
    creator: accountOf(world, actor),
    viaApp: appOf(world, actor),
    createdAt: stamp(world),
  };
  deployment.statuses.push(status);
  return status;
}

/** A success makes earlier ones of its environment inactive, but never those of production. */
function retireEarlier(
  world: World,
  actor: Actor,
  repository: Repository,
  latest: Deployment,
): void {
  for (const deployment of repository.deployments.values()) {
    const same = deployment.environment === latest.environment && deployment.id < latest.id;
    const active = deployment.statuses.at(-1)?.state === "success";
    if (!same || !active || deployment.production || deployment.transient) continue;
    const status = addStatus(world, actor, deployment, { state: "inactive" });
    announceDeployment(world, actor, repository, { deployment, status });
  }
}

function requireGood(
  repository: Repository,
  sha: string,
  contexts: readonly string[] | undefined,
): void {
  const all = repository.statuses.filter((one) => one.sha === sha);
  const names = contexts ?? [...new Set(all.map(({ context }) => context))];
  const bad = names.filter(
    (name) => all.findLast(({ context }) => context === name)?.state !== "success",
  );
  if (bad.length === 0) return;
  throw new Refusal(409, "Conflict: Commit status checks failed for this ref.");
}

function announceDeployment(
  world: World,
  actor: Actor,
  repository: Repository,
  { deployment, status }: { deployment: Deployment; status?: DeploymentStatus },
): void {
  const workflow = { workflow: null, workflow_run: null };
  announce(world, {
    event: status ? "deployment_status" : "deployment",
    action: "created",
    sender: accountOf(world, actor),
    repository,
    payload: {
      ...(status
        ? { deployment_status: deploymentStatusView(world, repository, deployment, status) }
        : {}),
      deployment: deploymentView(world, repository, deployment),
      ...workflow,
    },
  });
}

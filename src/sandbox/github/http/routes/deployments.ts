import { createDeployment, createDeploymentStatus } from "../../model/shipping/deploy.ts";
import {
  listDeploymentStatuses,
  listDeployments,
  readDeployment,
} from "../../model/shipping/list-deployments.ts";
import {
  isObject,
  names,
  nullableText,
  numberParam,
  optionalFlag,
  optionalText,
  queryText,
  requiredText,
} from "../fields.ts";
import { paged } from "../paging.ts";
import { repositoryOf } from "../repository-of.ts";
import { type Answer, type Call, created, ok, type Route } from "../route.ts";

const all = "/repos/{owner}/{repo}/deployments";
const one = `${all}/{deployment_id}`;

export const deploymentRoutes: readonly Route[] = [
  { method: "GET", path: all, auth: "token", run: list },
  { method: "POST", path: all, auth: "token", run: deploy },
  {
    method: "GET",
    path: one,
    auth: "token",
    run: (call) => ok(readDeployment(call.world, call.actor, deploymentOf(call))),
  },
  {
    method: "GET",
    path: `${one}/statuses`,
    auth: "token",
    run: (call) => paged(call, listDeploymentStatuses(call.world, call.actor, deploymentOf(call))),
  },
  { method: "POST", path: `${one}/statuses`, auth: "token", run: addStatus },
];

function deploymentOf(call: Call) {
  return { repository: repositoryOf(call), id: numberParam(call, "deployment_id") };
}

function list(call: Call): Answer {
  const filter = {
    sha: queryText(call, "sha"),
    ref: queryText(call, "ref"),
    task: queryText(call, "task"),
    environment: queryText(call, "environment"),
  };
  return paged(call, listDeployments(call.world, call.actor, repositoryOf(call), filter));
}

function deploy(call: Call): Answer {
  const { payload } = call.body;
  return created(
    createDeployment(call.world, call.actor, repositoryOf(call), {
      ref: requiredText(call.body, "ref"),
      task: optionalText(call.body, "task"),
      environment: optionalText(call.body, "environment"),
      description: nullableText(call.body, "description"),
      payload: typeof payload === "string" || isObject(payload) ? payload : undefined,
      production: optionalFlag(call.body, "production_environment"),
      transient: optionalFlag(call.body, "transient_environment"),
      requiredContexts: names(call.body, "required_contexts"),
    }),
  );
}

function addStatus(call: Call): Answer {
  return created(
    createDeploymentStatus(call.world, call.actor, deploymentOf(call), {
      state: requiredText(call.body, "state"),
      description: optionalText(call.body, "description"),
      environment: optionalText(call.body, "environment"),
      environmentUrl: optionalText(call.body, "environment_url"),
      logUrl: optionalText(call.body, "log_url") ?? optionalText(call.body, "target_url"),
      autoInactive: optionalFlag(call.body, "auto_inactive"),
    }),
  );
}

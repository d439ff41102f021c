import {
  createCheckRun,
  listAnnotations,
  listCheckRuns,
  updateCheckRun,
} from "../../model/check-runs.ts";
import { createStatus, readCombinedStatus } from "../../model/shipping/statuses.ts";
import { listWorkflowRuns } from "../../model/shipping/workflow-runs.ts";
import {
  isObject,
  nullableText,
  numberParam,
  objects,
  optionalText,
  param,
  queryText,
  requiredNumber,
  requiredText,
} from "../fields.ts";
import { paged, pagedWithin, wholeList } from "../paging.ts";
import { repositoryOf } from "../repository-of.ts";
import { type Answer, type Call, created, ok, type Route } from "../route.ts";

const base = "/repos/{owner}/{repo}";

/** What services and workflows say about commits. */
export const checkRoutes: readonly Route[] = [
  { method: "POST", path: `${base}/check-runs`, auth: "token", run: addCheck },
  { method: "PATCH", path: `${base}/check-runs/{check_run_id}`, auth: "token", run: updateCheck },
  {
    method: "GET",
    path: `${base}/check-runs/{check_run_id}/annotations`,
    auth: "token",
    run: (call) => paged(call, wholeList(listAnnotations(call.world, call.actor, checkOf(call)))),
  },
  { method: "GET", path: `${base}/commits/{ref}/check-runs`, auth: "token", run: checksOf },
  { method: "GET", path: `${base}/commits/{ref}/status`, auth: "token", run: combinedStatus },
  { method: "POST", path: `${base}/statuses/{sha}`, auth: "token", run: addStatus },
  { method: "GET", path: `${base}/actions/runs`, auth: "token", run: workflowRuns },
];

function addCheck(call: Call): Answer {
  return created(
    createCheckRun(call.world, call.actor, repositoryOf(call), {
      ...checkFields(call),
      name: requiredText(call.body, "name"),
      headSha: requiredText(call.body, "head_sha"),
    }),
  );
}

function updateCheck(call: Call): Answer {
  return ok(updateCheckRun(call.world, call.actor, checkOf(call), checkFields(call)));
}

function checkOf(call: Call) {
  return { repository: repositoryOf(call), id: numberParam(call, "check_run_id") };
}

function checkFields(call: Call) {
  const output = call.body.output;
  return {
    name: optionalText(call.body, "name"),
    status: optionalText(call.body, "status"),
    conclusion: optionalText(call.body, "conclusion"),
    externalId: optionalText(call.body, "external_id"),
    output: isObject(output)
      ? {
          title: requiredText(output, "title"),
          summary: requiredText(output, "summary"),
          ...(typeof output.text === "string" ? { text: output.text } : {}),
          annotations: output.annotations === undefined ? [] : annotationsIn(output),
        }
      : undefined,
  };
}

function annotationsIn(output: Record<string, unknown>) {
  return objects(output, "annotations").map((one) => ({
    path: requiredText(one, "path"),
    startLine: requiredNumber(one, "start_line"),
    endLine: requiredNumber(one, "end_line"),
    level: requiredText(one, "annotation_level"),
    title: optionalText(one, "title") ?? null,
    message: requiredText(one, "message"),
  }));
}

function checksOf(call: Call): Answer {
  const list = listCheckRuns(call.world, call.actor, repositoryOf(call), {
    ref: param(call, "ref"),
    name: queryText(call, "check_name"),
    status: queryText(call, "status"),
    which: queryText(call, "filter") === "all" ? "all" : "latest",
  });
  return pagedWithin(call, list);
}

function combinedStatus(call: Call): Answer {
  const repository = repositoryOf(call);
  return pagedWithin(
    call,
    readCombinedStatus(call.world, call.actor, repository, param(call, "ref")),
  );
}

function addStatus(call: Call): Answer {
  return created(
    createStatus(call.world, call.actor, repositoryOf(call), {
      sha: param(call, "sha"),
      state: requiredText(call.body, "state"),
      context: optionalText(call.body, "context"),
      description: nullableText(call.body, "description"),
      targetUrl: nullableText(call.body, "target_url"),
    }),
  );
}

function workflowRuns(call: Call): Answer {
  const list = listWorkflowRuns(call.world, call.actor, repositoryOf(call), {
    branch: queryText(call, "branch"),
    event: queryText(call, "event"),
    status: queryText(call, "status"),
    headSha: queryText(call, "head_sha"),
    actor: queryText(call, "actor"),
    created: queryText(call, "created"),
  });
  return pagedWithin(call, list);
}

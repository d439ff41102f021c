import { createCheckRun, updateCheckRun } from "../../model/check-runs.ts";
import { listCommits, readContents, readText } from "../../model/read-files.ts";
import { readPermission } from "../../model/read-permission.ts";
import { changeLabel, createLabel, listLabels, readLabel } from "../../model/repository-labels.ts";
import { fullRepositoryView } from "../../model/view/repository.ts";
import {
  isObject,
  nullableText,
  numberParam,
  optionalText,
  param,
  queryText,
  requiredText,
} from "../fields.ts";
import { paged, wholeList } from "../paging.ts";
import { repositoryOf } from "../repository-of.ts";
import { type Answer, type Call, created, ok, type Route } from "../route.ts";

const base = "/repos/{owner}/{repo}";

export const repositoryRoutes: readonly Route[] = [
  {
    method: "GET",
    path: base,
    auth: "token",
    run: (call) => ok(fullRepositoryView(call.world, repositoryOf(call))),
  },
  {
    method: "GET",
    path: `${base}/collaborators/{username}/permission`,
    auth: "token",
    run: (call) =>
      ok(readPermission(call.world, call.actor, repositoryOf(call), param(call, "username"))),
  },
  {
    method: "GET",
    path: `${base}/labels`,
    auth: "token",
    run: (call) => paged(call, wholeList(listLabels(call.world, call.actor, repositoryOf(call)))),
  },
  { method: "POST", path: `${base}/labels`, auth: "token", run: addLabel },
  {
    method: "GET",
    path: `${base}/labels/{name}`,
    auth: "token",
    run: (call) => ok(readLabel(call.world, call.actor, repositoryOf(call), param(call, "name"))),
  },
  { method: "PATCH", path: `${base}/labels/{name}`, auth: "token", run: updateLabel },
  { method: "GET", path: `${base}/contents/{path}`, auth: "token", run: contents },
  { method: "GET", path: `${base}/commits`, auth: "token", run: commits },
  { method: "POST", path: `${base}/check-runs`, auth: "token", run: addCheck },
  { method: "PATCH", path: `${base}/check-runs/{check_run_id}`, auth: "token", run: updateCheck },
];

function addLabel(call: Call): Answer {
  return created(
    createLabel(call.world, call.actor, repositoryOf(call), {
      name: requiredText(call.body, "name"),
      color: optionalText(call.body, "color"),
      description: nullableText(call.body, "description"),
    }),
  );
}

function updateLabel(call: Call): Answer {
  return ok(
    changeLabel(call.world, call.actor, repositoryOf(call), {
      name: param(call, "name"),
      newName: optionalText(call.body, "new_name"),
      color: optionalText(call.body, "color"),
      description: nullableText(call.body, "description"),
    }),
  );
}

function contents(call: Call): Answer {
  const path = param(call, "path").replace(/\/$/, "");
  const at = { repository: repositoryOf(call), path, ref: queryText(call, "ref") };
  if (/\braw\b/.test(call.accept)) {
    return {
      status: 200,
      text: readText(call.world, call.actor, at),
      contentType: "application/vnd.github.raw+json; charset=utf-8",
    };
  }
  return ok(readContents(call.world, call.actor, at));
}

function commits(call: Call): Answer {
  const filter = { path: queryText(call, "path"), sha: queryText(call, "sha") };
  return paged(call, listCommits(call.world, call.actor, repositoryOf(call), filter));
}

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
  const at = { repository: repositoryOf(call), id: numberParam(call, "check_run_id") };
  return ok(updateCheckRun(call.world, call.actor, at, checkFields(call)));
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
        }
      : undefined,
  };
}

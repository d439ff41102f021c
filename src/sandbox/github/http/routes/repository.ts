import { readContents, readText } from "../../model/read-files.ts";
import { readPermission } from "../../model/read-permission.ts";
import { changeLabel, createLabel, listLabels, readLabel } from "../../model/repository-labels.ts";
import { fullRepositoryView } from "../../model/view/repository.ts";
import { nullableText, optionalText, param, queryText, requiredText } from "../fields.ts";
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

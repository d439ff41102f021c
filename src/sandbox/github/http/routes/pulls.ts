import {
  listPullCommits,
  listPullFiles,
  listPulls,
  readPull,
} from "../../model/pulls/list-pulls.ts";
import { mergePull } from "../../model/pulls/merge-pull.ts";
import type { MergeMethod } from "../../model/pulls/merged-head.ts";
import { openPull } from "../../model/pulls/open-pull.ts";
import { requestReviewers } from "../../model/pulls/request-reviewers.ts";
import { updatePull } from "../../model/pulls/update-pull.ts";
import { Refusal } from "../../model/refusal.ts";
import {
  names,
  nullableText,
  optionalFlag,
  optionalText,
  queryText,
  requiredText,
} from "../fields.ts";
import { paged } from "../paging.ts";
import { pullOf, repositoryOf } from "../repository-of.ts";
import { type Answer, type Call, created, ok, type Route } from "../route.ts";

const all = "/repos/{owner}/{repo}/pulls";
const one = `${all}/{pull_number}`;

export const pullRoutes: readonly Route[] = [
  { method: "GET", path: all, auth: "token", run: list },
  { method: "POST", path: all, auth: "token", run: open },
  {
    method: "GET",
    path: one,
    auth: "token",
    run: (call) => ok(readPull(call.world, call.actor, pullOf(call))),
  },
  { method: "PATCH", path: one, auth: "token", run: update },
  {
    method: "GET",
    path: `${one}/files`,
    auth: "token",
    run: (call) => paged(call, listPullFiles(call.world, call.actor, pullOf(call))),
  },
  {
    method: "GET",
    path: `${one}/commits`,
    auth: "token",
    run: (call) => paged(call, listPullCommits(call.world, call.actor, pullOf(call))),
  },
  { method: "PUT", path: `${one}/merge`, auth: "token", run: merge },
  { method: "POST", path: `${one}/requested_reviewers`, auth: "token", run: reviewers },
];

function list(call: Call): Answer {
  const filter = {
    state: queryText(call, "state"),
    head: queryText(call, "head"),
    base: queryText(call, "base"),
    sort: queryText(call, "sort"),
    direction: queryText(call, "direction"),
  };
  return paged(call, listPulls(call.world, call.actor, repositoryOf(call), filter));
}

function open(call: Call): Answer {
  return created(
    openPull(call.world, call.actor, repositoryOf(call), {
      title: requiredText(call.body, "title"),
      body: nullableText(call.body, "body"),
      head: requiredText(call.body, "head"),
      base: requiredText(call.body, "base"),
      draft: optionalFlag(call.body, "draft") ?? false,
    }),
  );
}

function update(call: Call): Answer {
  return ok(
    updatePull(call.world, call.actor, pullOf(call), {
      title: optionalText(call.body, "title"),
      body: nullableText(call.body, "body"),
      state: optionalText(call.body, "state"),
      base: optionalText(call.body, "base"),
    }),
  );
}

function merge(call: Call): Answer {
  return ok(
    mergePull(call.world, call.actor, pullOf(call), {
      method: methodOf(optionalText(call.body, "merge_method")),
      title: optionalText(call.body, "commit_title"),
      message: optionalText(call.body, "commit_message"),
      sha: optionalText(call.body, "sha"),
    }),
  );
}

function methodOf(name: string | undefined): MergeMethod {
  if (name === undefined || name === "merge") return "merge";
  if (name === "squash" || name === "rebase") return name;
  throw new Refusal(422, `Invalid request.\n\n${name} is not a merge method.`);
}

function reviewers(call: Call): Answer {
  const logins = names(call.body, "reviewers") ?? [];
  return created(requestReviewers(call.world, call.actor, pullOf(call), logins));
}

import { addAssignees, removeAssignees } from "../../model/assign-issue.ts";
import { addLabels, listIssueLabels, removeLabel, setLabels } from "../../model/label-issue.ts";
import { listEvents, listIssues, readIssue } from "../../model/list-issues.ts";
import { lockIssue } from "../../model/lock-issue.ts";
import { openIssue } from "../../model/open-issue.ts";
import { updateIssue } from "../../model/update-issue.ts";
import { names, nullableText, optionalText, param, queryText, requiredText } from "../fields.ts";
import { paged, wholeList } from "../paging.ts";
import { issueOf, repositoryOf } from "../repository-of.ts";
import { type Answer, type Call, created, noContent, ok, type Route } from "../route.ts";

const all = "/repos/{owner}/{repo}/issues";
const one = `${all}/{issue_number}`;

export const issueRoutes: readonly Route[] = [
  { method: "GET", path: all, auth: "token", run: list },
  { method: "POST", path: all, auth: "token", run: open },
  {
    method: "GET",
    path: one,
    auth: "token",
    run: (call) => ok(readIssue(call.world, call.actor, issueOf(call))),
  },
  { method: "PATCH", path: one, auth: "token", run: update },
  {
    method: "GET",
    path: `${one}/events`,
    auth: "token",
    run: (call) => paged(call, listEvents(call.world, call.actor, issueOf(call))),
  },
  {
    method: "GET",
    path: `${one}/labels`,
    auth: "token",
    run: (call) => paged(call, wholeList(listIssueLabels(call.world, call.actor, issueOf(call)))),
  },
  {
    method: "POST",
    path: `${one}/labels`,
    auth: "token",
    run: (call) => ok(addLabels(call.world, call.actor, issueOf(call), labelNames(call))),
  },
  {
    method: "PUT",
    path: `${one}/labels`,
    auth: "token",
    run: (call) => ok(setLabels(call.world, call.actor, issueOf(call), labelNames(call))),
  },
  {
    method: "DELETE",
    path: `${one}/labels/{name}`,
    auth: "token",
    run: (call) => ok(removeLabel(call.world, call.actor, issueOf(call), param(call, "name"))),
  },
  {
    method: "POST",
    path: `${one}/assignees`,
    auth: "token",
    run: (call) => created(addAssignees(call.world, call.actor, issueOf(call), logins(call))),
  },
  {
    method: "DELETE",
    path: `${one}/assignees`,
    auth: "token",
    run: (call) => ok(removeAssignees(call.world, call.actor, issueOf(call), logins(call))),
  },
  { method: "PUT", path: `${one}/lock`, auth: "token", run: (call) => lock(call, true) },
  { method: "DELETE", path: `${one}/lock`, auth: "token", run: (call) => lock(call, false) },
];

function list(call: Call): Answer {
  return paged(
    call,
    listIssues(call.world, call.actor, repositoryOf(call), {
      state: queryText(call, "state"),
      labels: queryText(call, "labels")
        ?.split(",")
        .filter((name) => name !== ""),
      assignee: queryText(call, "assignee"),
      creator: queryText(call, "creator"),
      since: queryText(call, "since"),
      sort: queryText(call, "sort"),
      direction: queryText(call, "direction"),
    }),
  );
}

function open(call: Call): Answer {
  return created(
    openIssue(call.world, call.actor, repositoryOf(call), {
      title: requiredText(call.body, "title"),
      body: nullableText(call.body, "body") ?? null,
      labels: names(call.body, "labels") ?? [],
      assignees: names(call.body, "assignees") ?? [],
    }),
  );
}

function update(call: Call): Answer {
  return ok(
    updateIssue(call.world, call.actor, issueOf(call), {
      title: optionalText(call.body, "title"),
      body: nullableText(call.body, "body"),
      state: optionalText(call.body, "state"),
      stateReason: nullableText(call.body, "state_reason"),
      labels: names(call.body, "labels"),
      assignees: names(call.body, "assignees"),
    }),
  );
}

function lock(call: Call, locked: boolean): Answer {
  lockIssue(call.world, call.actor, issueOf(call), locked);
  return noContent();
}

function labelNames(call: Call): string[] {
  return names(call.body, "labels") ?? [];
}

function logins(call: Call): string[] {
  return names(call.body, "assignees") ?? [];
}

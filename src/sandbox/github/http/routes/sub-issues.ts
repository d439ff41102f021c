import { addSubIssue, listSubIssues, readParent, removeSubIssue } from "../../model/sub-issues.ts";
import { optionalFlag, requiredNumber } from "../fields.ts";
import { paged, wholeList } from "../paging.ts";
import { issueOf } from "../repository-of.ts";
import { type Answer, type Call, created, ok, type Route } from "../route.ts";

const one = "/repos/{owner}/{repo}/issues/{issue_number}";

export const subIssueRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${one}/sub_issues`,
    auth: "token",
    run: (call) => paged(call, wholeList(listSubIssues(call.world, call.actor, issueOf(call)))),
  },
  { method: "POST", path: `${one}/sub_issues`, auth: "token", run: add },
  {
    method: "DELETE",
    path: `${one}/sub_issue`,
    auth: "token",
    run: (call) => ok(removeSubIssue(call.world, call.actor, issueOf(call), childId(call))),
  },
  {
    method: "GET",
    path: `${one}/parent`,
    auth: "token",
    run: (call) => ok(readParent(call.world, call.actor, issueOf(call))),
  },
];

function add(call: Call): Answer {
  const replaceParent = optionalFlag(call.body, "replace_parent");
  const child = { id: childId(call), replaceParent };
  return created(addSubIssue(call.world, call.actor, issueOf(call), child));
}

function childId(call: Call): number {
  return requiredNumber(call.body, "sub_issue_id");
}

import { listBranches, readBranch } from "../../model/code/branches.ts";
import { compare } from "../../model/code/compare.ts";
import { listCommits } from "../../model/code/list-commits.ts";
import { mergeBranches } from "../../model/code/merge-branches.ts";
import { readCommit } from "../../model/code/read-commit.ts";
import { listBranchRules } from "../../model/code/rules.ts";
import { listPullsOfCommit } from "../../model/pulls/list-pulls.ts";
import { optionalText, param, queryText, requiredText } from "../fields.ts";
import { paged, pagedWithin, wholeList } from "../paging.ts";
import { repositoryOf } from "../repository-of.ts";
import { type Answer, type Call, created, noContent, ok, type Route } from "../route.ts";

const base = "/repos/{owner}/{repo}";

/** Branches, commits and what lies between them. */
export const codeRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/branches`, auth: "token", run: branches },
  {
    method: "GET",
    path: `${base}/branches/{branch}`,
    auth: "token",
    run: (call) =>
      ok(readBranch(call.world, call.actor, repositoryOf(call), param(call, "branch"))),
  },
  { method: "GET", path: `${base}/rules/branches/{branch}`, auth: "token", run: rules },
  { method: "GET", path: `${base}/commits`, auth: "token", run: commits },
  { method: "GET", path: `${base}/commits/{commit_sha}/pulls`, auth: "token", run: pullsOfCommit },
  { method: "GET", path: `${base}/commits/{ref}`, auth: "token", run: commit },
  { method: "GET", path: `${base}/compare/{basehead}`, auth: "token", run: comparison },
  { method: "POST", path: `${base}/merges`, auth: "token", run: merge },
];

/** GitHub pages the files of a commit by this many. */
const filesOfCommit = { most: 300, usual: 300 };
const commitsOfComparison = { most: 250, usual: 250 };

function branches(call: Call): Answer {
  return paged(call, wholeList(listBranches(call.world, call.actor, repositoryOf(call))));
}

function rules(call: Call): Answer {
  const branch = param(call, "branch");
  return paged(
    call,
    wholeList(listBranchRules(call.world, call.actor, repositoryOf(call), branch)),
  );
}

function commits(call: Call): Answer {
  const filter = {
    path: queryText(call, "path"),
    sha: queryText(call, "sha"),
    author: queryText(call, "author"),
    since: queryText(call, "since"),
    until: queryText(call, "until"),
  };
  return paged(call, listCommits(call.world, call.actor, repositoryOf(call), filter));
}

function pullsOfCommit(call: Call): Answer {
  const sha = param(call, "commit_sha");
  return paged(call, listPullsOfCommit(call.world, call.actor, repositoryOf(call), sha));
}

function commit(call: Call): Answer {
  const found = readCommit(call.world, call.actor, repositoryOf(call), param(call, "ref"));
  return pagedWithin(call, found, filesOfCommit);
}

function comparison(call: Call): Answer {
  const found = compare(call.world, call.actor, repositoryOf(call), param(call, "basehead"));
  return pagedWithin(call, found, commitsOfComparison);
}

function merge(call: Call): Answer {
  const merged = mergeBranches(call.world, call.actor, repositoryOf(call), {
    base: requiredText(call.body, "base"),
    head: requiredText(call.body, "head"),
    message: optionalText(call.body, "commit_message"),
  });
  return merged ? created(merged) : noContent();
}

import type { GitCommit } from "../../git/commit.ts";
import { mergeBases, newestFirst } from "../../git/history.ts";
import { requireWrite } from "../access.ts";
import { headOf } from "../code/find-commit.ts";
import { checkBody, checkTitle } from "../limits.ts";
import { makeIssue } from "../open-issue.ts";
import type { Actor, Repository } from "../records.ts";
import { invalid, notFound, Refusal } from "../refusal.ts";
import { pullView } from "../view/pull.ts";
import { nextId, type World } from "../world.ts";
import { announcePull } from "./announce-pull.ts";
import { pullsOf } from "./pull-request.ts";

export interface NewPull {
  title: string;
  body?: string | null | undefined;
  /** A branch, or `owner:branch`. */
  head: string;
  base: string;
  draft?: boolean;
}

export const mayOpen = {
  permission: "pull_requests",
  role: "write" as const,
  otherwise: notFound(),
};

/** `POST …/pulls`. */
export function openPull(world: World, actor: Actor, repository: Repository, input: NewPull) {
  requireWrite(world, actor, repository, mayOpen);
  checkTitle(input.title);
  checkBody("PullRequest", input.body ?? "");
  const headRef = unowned(repository, input.head);
  const base = requireBranch(repository, input.base, "base");
  const head = requireBranch(repository, headRef, "head");
  requireNews(repository, { base, head, headRef, baseRef: input.base });
  const made = makeIssue(world, actor, repository, {
    title: input.title,
    body: input.body ?? null,
    isPullRequest: true,
  });
  const issue = {
    ...made,
    pull: {
      id: nextId(world, "pullRequest"),
      draft: input.draft ?? false,
      head: { ref: headRef, sha: head.sha },
      base: { ref: input.base, sha: base.sha },
      mergedAt: null,
      mergedBy: null,
      mergeCommitSha: null,
      landed: [],
      reviewers: [],
    },
  };
  repository.issues.set(issue.number, issue);
  announcePull(world, actor, { repository, issue }, { action: "opened" });
  return pullView(world, repository, issue, { withMergeability: true });
}

export function requireBranch(
  repository: Repository,
  branch: string,
  field: "base" | "head",
): GitCommit {
  const found = headOf(repository, branch);
  if (found) return found;
  throw new Refusal(422, "Validation Failed", [
    { resource: "PullRequest", field, code: "invalid" },
  ]);
}

function requireNews(
  repository: Repository,
  what: { base: GitCommit; head: GitCommit; headRef: string; baseRef: string },
): void {
  const { base, head, headRef, baseRef } = what;
  const refuse = (message: string) =>
    new Refusal(422, "Validation Failed", [{ resource: "PullRequest", code: "custom", message }]);
  const open = pullsOf(repository).find(
    ({ state, pull }) => state === "open" && pull.head.ref === headRef && pull.base.ref === baseRef,
  );
  if (open) {
    throw refuse(`A pull request already exists for ${repository.owner.login}:${headRef}.`);
  }
  if (mergeBases(repository.git, base.sha, head.sha).length === 0) {
    throw refuse(`The ${headRef} branch has no history in common with ${baseRef}`);
  }
  if (newestFirst(repository.git, head.sha, base.sha).length === 0) {
    throw refuse(`No commits between ${baseRef} and ${headRef}`);
  }
}

function unowned(repository: Repository, head: string): string {
  const [owner, ...branch] = head.split(":");
  if (branch.length === 0) return head;
  if (owner?.toLowerCase() === repository.owner.login.toLowerCase()) return branch.join(":");
  throw invalid("PullRequest", "head", "the stand-in has no forks");
}

import { requireSight } from "../model/access.ts";
import type { IssueAddress } from "../model/label-issue.ts";
import { findRepository } from "../model/lookup.ts";
import type { Repository } from "../model/records.ts";
import { numberParam, param } from "./fields.ts";
import type { Call } from "./route.ts";

/** The repository that a request's path names; 404 when the token may not see it. */
export function repositoryOf(call: Call): Repository {
  const repository = findRepository(call.world, `${param(call, "owner")}/${param(call, "repo")}`);
  requireSight(call.world, call.actor, repository);
  return repository;
}

export function issueOf(call: Call): IssueAddress {
  return { repository: repositoryOf(call), number: numberParam(call, "issue_number") };
}

export function pullOf(call: Call): IssueAddress {
  return { repository: repositoryOf(call), number: numberParam(call, "pull_number") };
}

export function commentOf(call: Call): { repository: Repository; id: number } {
  return { repository: repositoryOf(call), id: numberParam(call, "comment_id") };
}

import { atLeast, requireWrite, roleOf } from "../access.ts";
import type { IssueAddress } from "../label-issue.ts";
import { fullName } from "../lookup.ts";
import { touch } from "../record-event.ts";
import type { Account, Actor, Repository } from "../records.ts";
import { Refusal } from "../refusal.ts";
import { accountView } from "../view/account.ts";
import { pullSimpleView } from "../view/pull.ts";
import type { World } from "../world.ts";
import { announcePull } from "./announce-pull.ts";
import { mayOpen } from "./open-pull.ts";
import { findPull } from "./pull-request.ts";

/** `POST …/pulls/{n}/requested_reviewers`; teams are not served. */
export function requestReviewers(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  logins: readonly string[],
) {
  requireWrite(world, actor, repository, mayOpen);
  const place = findPull(repository, number);
  const { issue } = place;
  const accounts = logins.map((login) => reviewer(world, repository, login));
  if (accounts.includes(issue.author)) {
    throw new Refusal(422, "Review cannot be requested from pull request author.");
  }
  for (const account of accounts) {
    if (issue.pull.reviewers.includes(account)) continue;
    issue.pull.reviewers.push(account);
    touch(world, issue);
    const requested_reviewer = accountView(world, account);
    announcePull(world, actor, place, { action: "review_requested", requested_reviewer });
  }
  return pullSimpleView(world, repository, issue);
}

function reviewer(world: World, repository: Repository, login: string): Account {
  const account = world.accounts.get(login.toLowerCase());
  const { base } = roleOf(world, repository, login);
  const given = repository.private ? "read" : "triage";
  const isOne = repository.collaborators.has(login.toLowerCase()) || atLeast(base, given);
  if (account?.type === "User" && isOne) return account;
  throw new Refusal(
    422,
    "Reviews may only be requested from collaborators. One or more of the users or teams you " +
      `specified is not a collaborator of the ${fullName(repository)} repository.`,
  );
}

import { accountOf, atLeast, requireWrite, roleOf } from "./access.ts";
import type { IssueAddress } from "./label-issue.ts";
import { findIssue } from "./lookup.ts";
import { announceIssue, type Place, recordEvent, touch } from "./record-event.ts";
import type { Account, Actor } from "./records.ts";
import { wholeIssueView } from "./view/issue.ts";
import type { World } from "./world.ts";

const need = { permission: "issues", role: "triage" as const };
const mostAssignees = 10;

/** Assigns those of the logins that may be assigned; GitHub drops the others without a word. */
export function addAssignees(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  logins: readonly string[],
) {
  requireWrite(world, actor, repository, need);
  const place = { repository, issue: findIssue(repository, number) };
  for (const account of assignable(world, place, logins)) assign(world, actor, place, account);
  return wholeIssueView(world, repository, place.issue);
}

export function removeAssignees(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  logins: readonly string[],
) {
  requireWrite(world, actor, repository, need);
  const place = { repository, issue: findIssue(repository, number) };
  const gone = logins.map((login) => login.toLowerCase());
  for (const account of [...place.issue.assignees]) {
    if (gone.includes(account.login.toLowerCase())) unassign(world, actor, place, account);
  }
  return wholeIssueView(world, repository, place.issue);
}

/** Makes the assignees exactly these, as `PATCH …/issues/{n}` does. */
export function replaceAssignees(
  world: World,
  actor: Actor,
  place: Place,
  logins: readonly string[],
): void {
  const wanted = assignable(world, place, logins);
  for (const account of [...place.issue.assignees]) {
    if (!wanted.includes(account)) unassign(world, actor, place, account);
  }
  for (const account of wanted) assign(world, actor, place, account);
}

/** The accounts among these logins that have access of their own to the repository. */
export function assignable(world: World, place: Place, logins: readonly string[]): Account[] {
  const accounts = logins
    .map((login) => world.accounts.get(login.toLowerCase()))
    .filter((one) => one !== undefined)
    .filter((one) => one.type === "User" && hasAccess(world, place, one));
  return [...new Set(accounts)];
}

function hasAccess(world: World, { repository, issue }: Place, account: Account): boolean {
  const login = account.login.toLowerCase();
  const organization = world.organizations.get(repository.owner.login.toLowerCase());
  if (organization?.members.has(login) || repository.collaborators.has(login)) return true;
  if (atLeast(roleOf(world, repository, login).base, "triage")) return true;
  // Whoever has commented on an issue can be assigned to it too.
  return issue.comments.some((comment) => comment.author === account);
}

function assign(world: World, actor: Actor, place: Place, account: Account): void {
  const { issue } = place;
  if (issue.assignees.includes(account) || issue.assignees.length >= mostAssignees) return;
  issue.assignees.push(account);
  note(world, actor, place, { action: "assigned", account });
}

function unassign(world: World, actor: Actor, place: Place, account: Account): void {
  place.issue.assignees = place.issue.assignees.filter((one) => one !== account);
  note(world, actor, place, { action: "unassigned", account });
}

function note(
  world: World,
  actor: Actor,
  place: Place,
  { action, account }: { action: "assigned" | "unassigned"; account: Account },
): void {
  touch(world, place.issue);
  recordEvent(world, actor, place.issue, {
    event: action,
    assignee: account,
    assigner: accountOf(world, actor),
  });
  announceIssue(world, actor, place, { action, assignee: account });
}

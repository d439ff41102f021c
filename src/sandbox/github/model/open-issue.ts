import { accountOf, appOf, holds, requireWrite } from "./access.ts";
import { assignable, replaceAssignees } from "./assign-issue.ts";
import { noteLabel } from "./label-issue.ts";
import { checkBody, checkTitle } from "./limits.ts";
import { announceIssue, type Place } from "./record-event.ts";
import type { Account, Actor, Issue, Repository } from "./records.ts";
import { Refusal } from "./refusal.ts";
import { labelsNamed } from "./repository-labels.ts";
import { wholeIssueView } from "./view/issue.ts";
import { nextId, stamp, type World } from "./world.ts";

export interface NewIssue {
  title: string;
  body?: string | null;
  labels?: readonly string[];
  assignees?: readonly string[];
  /** An issue form puts its labels on for whoever fills it in. */
  byForm?: boolean;
  isPullRequest?: boolean;
}

/**
 * Opens an issue: one `opened` delivery, then one `labeled` per label and one `assigned` per
 * assignee. Labels and assignees of somebody without triage are dropped silently, as on GitHub;
 * from others, one who cannot be assigned makes the whole a 422.
 */
export function openIssue(world: World, actor: Actor, repository: Repository, input: NewIssue) {
  requireWrite(world, actor, repository, { permission: "issues", role: "read" });
  checkTitle(input.title);
  checkBody("Issue", input.body ?? "");
  const trusted = holds(world, actor, repository, "triage");
  const issue = makeIssue(world, actor, repository, input);
  const place = { repository, issue };
  const labels = trusted
    ? labelsNamed(world, actor, repository, input.labels ?? [])
    : knownLabels(repository, input.byForm ? (input.labels ?? []) : []);
  const assignees = trusted ? assigneesNamed(world, place, input.assignees ?? []) : [];
  repository.issues.set(issue.number, issue);
  issue.labels.push(...labels);
  announceIssue(world, actor, place, { action: "opened" });
  for (const label of labels) noteLabel(world, actor, place, { action: "labeled", label });
  replaceAssignees(
    world,
    actor,
    place,
    assignees.map((one) => one.login),
  );
  return wholeIssueView(world, repository, issue);
}

/** Whoever may assign, is refused as a whole for one person who cannot be assigned. */
function assigneesNamed(world: World, place: Place, logins: readonly string[]): Account[] {
  const found = assignable(world, place, logins);
  const known = found.map(({ login }) => login.toLowerCase());
  const wrong = logins.find((login) => !known.includes(login.toLowerCase()));
  if (wrong === undefined) return found;
  throw new Refusal(422, "Validation Failed", [
    { resource: "Issue", code: "invalid", field: "assignees", value: wrong },
  ]);
}

function knownLabels(repository: Repository, names: readonly string[]) {
  return names
    .map((name) => repository.labels.get(name.toLowerCase()))
    .filter((label) => label !== undefined);
}

/** A new issue or pull request under the repository's next number, not yet in it. */
export function makeIssue(
  world: World,
  actor: Actor,
  repository: Repository,
  input: NewIssue,
): Issue {
  const now = stamp(world);
  const number = repository.nextNumber;
  repository.nextNumber += 1;
  return {
    id: nextId(world, "issue"),
    number,
    title: input.title,
    body: input.body ?? null,
    state: "open",
    stateReason: null,
    labels: [],
    assignees: [],
    author: accountOf(world, actor),
    viaApp: appOf(world, actor),
    locked: false,
    createdAt: now,
    updatedAt: now,
    revisions: [],
    closedAt: null,
    closedBy: null,
    comments: [],
    events: [],
    pinnedComment: null,
    isPullRequest: input.isPullRequest ?? false,
    parent: null,
    children: [],
    pull: null,
  };
}

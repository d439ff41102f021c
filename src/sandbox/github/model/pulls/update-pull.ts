import { accountOf, atLeast, requireWrite, roleOf } from "../access.ts";
import type { IssueAddress } from "../label-issue.ts";
import { checkBody } from "../limits.ts";
import { recordEvent, touch } from "../record-event.ts";
import type { Actor } from "../records.ts";
import { notForIntegrations, Refusal } from "../refusal.ts";
import { closeIssue, editText, reopenIssue } from "../update-issue.ts";
import { pullView } from "../view/pull.ts";
import type { World } from "../world.ts";
import { announcePull } from "./announce-pull.ts";
import { mayOpen, requireBranch } from "./open-pull.ts";
import { findPull, type PullPlace } from "./pull-request.ts";

export interface PullChange {
  title?: string | undefined;
  body?: string | null | undefined;
  state?: string | undefined;
  base?: string | undefined;
}

/** `PATCH …/pulls/{n}`. */
export function updatePull(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  change: PullChange,
) {
  requireWrite(world, actor, repository, { ...mayOpen, role: "read" });
  const place = findPull(repository, number);
  requireOwner(world, actor, place);
  checkBody("PullRequest", change.body ?? "");
  editText(world, actor, place, change);
  if (change.base !== undefined) changeBase(world, actor, place, change.base);
  if (change.state === "closed") closeIssue(world, actor, place);
  if (change.state === "open") reopenIssue(world, actor, place);
  return pullView(world, repository, place.issue, { withMergeability: true });
}

/** Takes a pull request out of draft, or back into it; GitHub offers it in GraphQL only. */
export function setDraft(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  draft: boolean,
): void {
  requireWrite(world, actor, repository, { ...mayOpen, role: "read" });
  const place = findPull(repository, number);
  requireOwner(world, actor, place);
  const { issue } = place;
  if (issue.pull.draft === draft) return;
  issue.pull.draft = draft;
  touch(world, issue);
  const action = draft ? "converted_to_draft" : "ready_for_review";
  recordEvent(world, actor, issue, { event: draft ? "convert_to_draft" : action });
  announcePull(world, actor, place, { action });
}

/** Authors change their own; others need write. */
function requireOwner(world: World, actor: Actor, { repository, issue }: PullPlace): void {
  if (actor.installation !== undefined || accountOf(world, actor) === issue.author) return;
  if (!atLeast(roleOf(world, repository, actor.login).base, "write")) throw notForIntegrations();
}

function changeBase(world: World, actor: Actor, place: PullPlace, base: string): void {
  const { issue, repository } = place;
  const { pull } = issue;
  if (pull.base.ref === base) return;
  if (issue.state === "closed")
    throw new Refusal(422, "Cannot change the base of a closed pull request.");
  const from = { ref: { from: pull.base.ref }, sha: { from: pull.base.sha } };
  pull.base = { ref: base, sha: requireBranch(repository, base, "base").sha };
  touch(world, issue);
  announcePull(world, actor, place, { action: "edited", changes: { base: from } });
}

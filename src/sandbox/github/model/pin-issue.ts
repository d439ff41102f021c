import { requireWrite } from "./access.ts";
import type { IssueAddress } from "./label-issue.ts";
import { findIssue } from "./lookup.ts";
import { announceIssue, recordEvent } from "./record-event.ts";
import type { Actor } from "./records.ts";
import { Refusal } from "./refusal.ts";
import type { World } from "./world.ts";

const mostPinned = 3;

/** Pins an issue to its repository or takes the pin away; a repository has room for three. */
export function pinIssue(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  pinned: boolean,
): void {
  requireWrite(world, actor, repository, { permission: "issues", role: "write" });
  const issue = findIssue(repository, number);
  if (repository.pinnedIssues.includes(number) === pinned) return;
  if (pinned && repository.pinnedIssues.length >= mostPinned) {
    throw new Refusal(422, `Maximum ${mostPinned} pinned issues per repository`);
  }
  repository.pinnedIssues = pinned
    ? [...repository.pinnedIssues, number]
    : repository.pinnedIssues.filter((one) => one !== number);
  const action = pinned ? "pinned" : "unpinned";
  recordEvent(world, actor, issue, { event: action });
  announceIssue(world, actor, { repository, issue }, { action });
}

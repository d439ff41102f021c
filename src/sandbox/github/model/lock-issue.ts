import { requireWrite } from "./access.ts";
import type { IssueAddress } from "./label-issue.ts";
import { findIssue } from "./lookup.ts";
import { announceIssue, recordEvent, touch } from "./record-event.ts";
import type { Actor } from "./records.ts";
import type { World } from "./world.ts";

/** Locks or unlocks the conversation; Apps cannot comment on a locked issue. */
export function lockIssue(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  locked: boolean,
): void {
  requireWrite(world, actor, repository, { permission: "issues", role: "write" });
  const issue = findIssue(repository, number);
  if (issue.locked === locked) return;
  const action = locked ? "locked" : "unlocked";
  issue.locked = locked;
  touch(world, issue);
  recordEvent(world, actor, issue, { event: action });
  announceIssue(world, actor, { repository, issue }, { action });
}

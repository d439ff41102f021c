import { accountOf } from "../access.ts";
import { recordEvent, touch } from "../record-event.ts";
import type { Actor } from "../records.ts";
import { stamp, type World } from "../world.ts";
import type { PullPlace } from "./pull-request.ts";

/** Notes that a pull request is merged; who calls it announces it once everything else is done. */
export function recordMerge(
  world: World,
  actor: Actor,
  { issue }: PullPlace,
  { sha, landed }: { sha: string; landed: readonly string[] },
): void {
  const { pull } = issue;
  pull.mergedAt = stamp(world);
  pull.mergedBy = accountOf(world, actor);
  pull.mergeCommitSha = sha;
  pull.landed = [...landed];
  issue.state = "closed";
  issue.closedAt = pull.mergedAt;
  issue.closedBy = pull.mergedBy;
  touch(world, issue);
  recordEvent(world, actor, issue, { event: "merged", commit: sha });
  recordEvent(world, actor, issue, { event: "closed" });
}

import { requireWrite } from "../access.ts";
import { requireSameWorkflows } from "../code/check-workflows.ts";
import { headOf } from "../code/find-commit.ts";
import { moveRef } from "../code/move-ref.ts";
import { mayPush } from "../code/refs.ts";
import { requireAllowed } from "../code/rules.ts";
import type { IssueAddress } from "../label-issue.ts";
import type { Actor, Repository } from "../records.ts";
import { notFound, Refusal } from "../refusal.ts";
import { missingChecks } from "../shipping/required-checks.ts";
import type { World } from "../world.ts";
import { announcePull } from "./announce-pull.ts";
import { closeNamed } from "./close-by-keywords.ts";
import { type MergeMethod, mergedHead } from "./merged-head.ts";
import { findPull, type PullPlace } from "./pull-request.ts";
import { recordMerge } from "./record-merge.ts";

export interface MergeWish {
  method?: MergeMethod | undefined;
  title?: string | undefined;
  message?: string | undefined;
  /** Where the head must stand. */
  sha?: string | undefined;
}

/** `PUT …/pulls/{n}/merge`: a merge commit, one squashed commit, or every commit replayed. */
export function mergePull(
  world: World,
  actor: Actor,
  { repository, number }: IssueAddress,
  wish: MergeWish = {},
) {
  requireWrite(world, actor, repository, mayPush);
  const place = findPull(repository, number);
  requireMergeable(place, wish);
  const { pull } = place.issue;
  const base = headOf(repository, pull.base.ref);
  if (!base) throw notFound();
  const made = mergedHead(world, actor, place, { base, wish });
  const move = { ref: `heads/${pull.base.ref}`, before: base.sha, after: made.sha };
  requireAllowed(repository, move, true);
  requireSameWorkflows(world, actor, repository, move);
  pull.base.sha = base.sha;
  recordMerge(world, actor, place, made);
  moveRef(world, actor, repository, move);
  announcePull(world, actor, place, { action: "closed" });
  closePromised(world, actor, repository, place);
  return { sha: made.sha, merged: true, message: "Pull Request successfully merged" };
}

function requireMergeable({ repository, issue }: PullPlace, { sha }: MergeWish): void {
  const { pull, state } = issue;
  if (state === "closed") throw new Refusal(405, "Pull Request is not mergeable");
  if (pull.draft) throw new Refusal(405, "Pull Request is still a draft");
  if (sha !== undefined && sha !== pull.head.sha) {
    throw new Refusal(409, "Head branch was modified. Review and try the merge again.");
  }
  const [missing] = missingChecks(repository, pull.base.ref, pull.head.sha);
  if (missing !== undefined) {
    throw new Refusal(405, `Required status check "${missing}" is expected.`);
  }
}

/** Keywords in the description count once the default branch has it. */
function closePromised(
  world: World,
  actor: Actor,
  repository: Repository,
  { issue }: PullPlace,
): void {
  if (issue.pull.base.ref !== repository.defaultBranch) return;
  closeNamed(world, actor, repository, { text: `${issue.title}\n${issue.body ?? ""}` });
}

import { isAncestor } from "../../git/history.ts";
import { touch } from "../record-event.ts";
import type { Actor, Repository } from "../records.ts";
import { closeIssue } from "../update-issue.ts";
import type { World } from "../world.ts";
import { announcePull } from "./announce-pull.ts";
import { type PullIssue, pullsOf } from "./pull-request.ts";
import { recordMerge } from "./record-merge.ts";

interface BranchMove {
  branch: string;
  before: string | undefined;
  after: string | undefined;
}

/** What a push does to the open pull requests from and into its branch. */
export function followPush(
  world: World,
  actor: Actor,
  repository: Repository,
  move: BranchMove,
): void {
  for (const issue of pullsOf(repository)) {
    if (issue.state === "closed") continue;
    const { head, base } = issue.pull;
    if (head.ref === move.branch) followHead(world, actor, { repository, issue }, move);
    else if (base.ref === move.branch) followBase(world, actor, { repository, issue }, move);
  }
}

function followHead(
  world: World,
  actor: Actor,
  place: { repository: Repository; issue: PullIssue },
  { before, after }: BranchMove,
): void {
  const { issue, repository } = place;
  if (after === undefined) {
    closeIssue(world, actor, place);
    return;
  }
  const { pull } = issue;
  const base = repository.git.refs.get(`heads/${pull.base.ref}`);
  pull.head.sha = after;
  pull.base.sha = base ?? pull.base.sha;
  touch(world, issue);
  announcePull(world, actor, place, { action: "synchronize", before, after });
}

/** Whoever pushes a pull request's commits to its base has merged it. */
function followBase(
  world: World,
  actor: Actor,
  place: { repository: Repository; issue: PullIssue },
  { after }: BranchMove,
): void {
  const { repository, issue } = place;
  const { sha } = issue.pull.head;
  if (after === undefined) closeIssue(world, actor, place);
  else if (isAncestor(repository.git, sha, after)) {
    recordMerge(world, actor, place, { sha: after, landed: [] });
    announcePull(world, actor, place, { action: "closed" });
  }
}

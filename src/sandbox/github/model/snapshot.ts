import { readCommit } from "../git/commit.ts";
import { isKind, readObject } from "../git/store.ts";
import { peel } from "../git/tag.ts";
import { kindOf, walkTree } from "../git/tree.ts";
import { fullName } from "./lookup.ts";
import type { PullRequest } from "./pulls/pull-request.ts";
import type { Comment, Issue, IssueEvent, Repository } from "./records.ts";
import type { World } from "./world.ts";

/**
 * Everything a person can see, without ids and times, so that two runs can be compared. Events are
 * apart, because their order may differ where the state does not.
 */
export function snapshot(world: World) {
  return [...world.repositories.values()].map((repository) => ({
    repository: fullName(repository),
    labels: [...repository.labels.values()]
      .map(({ name, color, description }) => ({ name, color, description }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    pinnedIssues: [...repository.pinnedIssues].sort((a, b) => a - b),
    issues: [...repository.issues.values()].map(issueSnapshot),
    files: filesAt(repository, repository.git.refs.get(`heads/${repository.defaultBranch}`)),
    refs: refs(repository),
    checks: checks(repository),
  }));
}

export type Snapshot = ReturnType<typeof snapshot>;

function issueSnapshot(issue: Issue) {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    stateReason: issue.stateReason,
    author: issue.author.login,
    labels: issue.labels.map((label) => label.name).sort(),
    assignees: issue.assignees.map((one) => one.login).sort(),
    locked: issue.locked,
    isPullRequest: issue.isPullRequest,
    parent: issue.parent && `${fullName(issue.parent.repository)}#${issue.parent.issue.number}`,
    pull: issue.pull && pullSnapshot(issue.pull),
    comments: issue.comments.map(commentSnapshot),
    events: issue.events.map(eventSnapshot),
  };
}

function pullSnapshot({ draft, head, base, mergedBy, reviewers }: PullRequest) {
  return {
    draft,
    from: head.ref,
    into: base.ref,
    mergedBy: mergedBy?.login ?? null,
    reviewers: reviewers.map((one) => one.login).sort(),
  };
}

/** Every ref with its files and what its last commit says: names of commits would tell times. */
function refs({ git }: Repository) {
  return Object.fromEntries(
    [...git.refs]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([ref, sha]) => {
        const commit = peel(git, sha);
        if (!isKind(git, commit, "commit")) return [ref, commit];
        const { tree, message, author } = readCommit(git, commit);
        return [ref, `${tree} ${author.name}: ${message}`];
      }),
  );
}

function filesAt({ git }: Repository, head: string | undefined): Record<string, string> {
  if (head === undefined) return {};
  const files = [...walkTree(git, readCommit(git, head).tree)];
  return Object.fromEntries(
    files
      .filter((file) => kindOf(file) === "blob")
      .map(({ path, sha }) => [path, readObject(git, sha, "blob").toString()]),
  );
}

function commentSnapshot(comment: Comment) {
  return {
    author: comment.author.login,
    body: comment.body,
    pinned: comment.pin !== null,
    minimized: comment.minimized,
    reactions: comment.reactions.map((one) => `${one.content} by ${one.user.login}`).sort(),
  };
}

function eventSnapshot(event: IssueEvent): string {
  const object =
    event.label?.name ?? event.assignee?.login ?? event.rename?.to ?? event.stateReason ?? "";
  return `${event.actor.login} ${event.event} ${object}`.trim();
}

function checks(repository: Repository) {
  return [...repository.checkRuns.values()].map(
    ({ name, headSha, status, conclusion, title, summary, text, annotations }) => ({
      name,
      headSha,
      status,
      conclusion,
      title,
      summary,
      text,
      annotations,
    }),
  );
}

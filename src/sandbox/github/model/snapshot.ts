import { fullName } from "./lookup.ts";
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
    files: Object.fromEntries(repository.commits.at(-1)?.files ?? []),
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
    comments: issue.comments.map(commentSnapshot),
    events: issue.events.map(eventSnapshot),
  };
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
    ({ name, headSha, status, conclusion, title, summary, text }) => ({
      name,
      headSha,
      status,
      conclusion,
      title,
      summary,
      text,
    }),
  );
}

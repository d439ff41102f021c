import { type Authority, authorities } from "../../src/core/incident/authority.ts";
import type { CommentOfIssue } from "../../src/reconcile/follow-up-port.ts";
import type { Comment, Gesture, Issue, Person } from "../../src/reconcile/ports.ts";
import type { readPermission } from "../../src/sandbox/github/model/read-permission.ts";
import type { commentView } from "../../src/sandbox/github/model/view/comment.ts";
import type { eventView } from "../../src/sandbox/github/model/view/event.ts";
import type { issueView, wholeIssueView } from "../../src/sandbox/github/model/view/issue.ts";

/** The model's answers in the loop's words. */

type Account = { readonly login: string; readonly id: number; readonly type: string };

export function toPerson({ login, id, type }: Account): Person {
  return { login, id, bot: type === "Bot" };
}

type IssueView = ReturnType<typeof issueView> &
  Partial<Pick<ReturnType<typeof wholeIssueView>, "closed_by">>;

export function toIssue(view: IssueView): Issue {
  return {
    id: view.id,
    nodeId: view.node_id,
    number: view.number,
    title: view.title,
    body: view.body ?? "",
    state: view.state,
    ...(view.state_reason !== null && { stateReason: view.state_reason }),
    ...(view.closed_by && { closedBy: toPerson(view.closed_by) }),
    ...(view.closed_at !== null && { closedAt: view.closed_at }),
    labels: view.labels.map(({ name }) => name),
    assignees: view.assignees.map(({ login }) => login),
    author: toPerson(view.user),
    createdAt: view.created_at,
    updatedAt: view.updated_at,
    locked: view.locked,
    isPullRequest: "pull_request" in view,
    comments: view.comments,
    ...(view.pinned_comment !== null && { pinnedCommentId: view.pinned_comment.id }),
    url: view.html_url,
  };
}

export function toComment(view: ReturnType<typeof commentView>): Comment {
  const { rocket } = view.reactions as { rocket?: number };
  return {
    id: view.id,
    nodeId: view.node_id,
    body: view.body,
    author: toPerson(view.user),
    createdAt: view.created_at,
    updatedAt: view.updated_at,
    url: view.html_url,
    rockets: rocket ?? 0,
  };
}

export function toCommentOfIssue(view: ReturnType<typeof commentView>): CommentOfIssue {
  return { ...toComment(view), issue: Number(view.issue_url.split("/").at(-1)) };
}

const gestures: readonly Gesture["kind"][] = [
  "labeled",
  "unlabeled",
  "assigned",
  "unassigned",
  "closed",
  "reopened",
];

export function toGesture(view: ReturnType<typeof eventView>): readonly Gesture[] {
  const kind = gestures.find((one) => one === view.event);
  if (kind === undefined) return [];
  const subject = view.label?.name ?? view.assignee?.login;
  const by = toPerson(view.assigner ?? view.actor);
  return [
    { id: view.id, kind, by, at: view.created_at, ...(subject !== undefined && { subject }) },
  ];
}

export function toPermission(view: ReturnType<typeof readPermission>): {
  authority: Authority;
  roleName: string;
  id: number;
} {
  const { role_name: roleName, permission, user } = view;
  const known = authorities.find((authority) => authority === roleName);
  const writes = permission === "write" || permission === "admin";
  return { authority: known ?? (writes ? "write" : "read"), roleName, id: user.id };
}

import { requireRead } from "../../model/access.ts";
import { readNodeId } from "../../model/node-ids.ts";
import { type PullPlace, pullsOf } from "../../model/pulls/pull-request.ts";
import type { Account, Actor, Comment, Issue, Repository, Revision } from "../../model/records.ts";
import { commentView } from "../../model/view/comment.ts";
import { issueView } from "../../model/view/issue.ts";
import type { World } from "../../model/world.ts";

/** An object of the graph: values, or functions of the field's arguments. */
export type GraphNode = { __typename: string; [field: string]: unknown };

/** The object behind a node id that this actor may read, or `undefined`. */
export function nodeOf(world: World, actor: Actor, id: string): GraphNode | undefined {
  const issue = issueAt(world, id);
  if (issue) {
    requireRead(world, actor, issue.repository, "issues");
    return issueNode(world, issue.repository, issue.issue);
  }
  const pull = pullAt(world, id);
  if (pull) {
    requireRead(world, actor, pull.repository, "pull_requests");
    return pullNode(world, pull);
  }
  const comment = commentAt(world, id);
  if (!comment) return undefined;
  requireRead(world, actor, comment.repository, "issues");
  return commentNode(world, comment);
}

export function issueAt(
  world: World,
  id: string,
): { repository: Repository; issue: Issue } | undefined {
  const read = readNodeId(id);
  if (read?.kind !== "issue") return undefined;
  for (const repository of world.repositories.values()) {
    for (const issue of repository.issues.values()) {
      if (issue.id === read.id) return { repository, issue };
    }
  }
  return undefined;
}

export function commentAt(world: World, id: string) {
  const read = readNodeId(id);
  return read?.kind === "comment" ? world.comments.get(read.id) : undefined;
}

export function pullAt(world: World, id: string): PullPlace | undefined {
  const read = readNodeId(id);
  if (read?.kind !== "pullRequest") return undefined;
  for (const repository of world.repositories.values()) {
    const issue = pullsOf(repository).find(({ pull }) => pull.id === read.id);
    if (issue) return { repository, issue };
  }
  return undefined;
}

export function pullNode(world: World, { repository, issue }: PullPlace): GraphNode {
  const { __typename: _, isPinned: __, ...shared } = issueNode(world, repository, issue);
  const { pull } = issue;
  return {
    __typename: "PullRequest",
    ...shared,
    databaseId: pull.id,
    state: pull.mergedAt === null ? shared.state : "MERGED",
    isDraft: pull.draft,
    merged: pull.mergedAt !== null,
    mergedAt: pull.mergedAt,
    headRefName: pull.head.ref,
    headRefOid: pull.head.sha,
    baseRefName: pull.base.ref,
    baseRefOid: pull.base.sha,
  };
}

export function issueNode(world: World, repository: Repository, issue: Issue): GraphNode {
  const view = issueView(world, repository, issue);
  return {
    __typename: "Issue",
    id: view.node_id,
    databaseId: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    state: issue.state.toUpperCase(),
    url: view.html_url,
    isPinned: repository.pinnedIssues.includes(issue.number),
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    author: actorNode(issue.author),
    ...editFields(issue),
  };
}

export function commentNode(
  world: World,
  { repository, issue, comment }: { repository: Repository; issue: Issue; comment: Comment },
): GraphNode {
  const view = commentView(world, repository, issue, comment);
  return {
    __typename: "IssueComment",
    id: view.node_id,
    databaseId: comment.id,
    body: comment.body,
    url: view.html_url,
    author: actorNode(comment.author),
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    ...editFields(comment),
    isPinned: comment.pin !== null,
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized?.toLowerCase() ?? null,
  };
}

/** A title has no editor: renaming is an event. */
function editFields({ revisions }: Issue | Comment) {
  const last = revisions.at(-1);
  return {
    editor: last ? actorNode(last.editor) : null,
    lastEditedAt: last?.editedAt ?? null,
    includesCreatedEdit: revisions.length > 0,
    userContentEdits: (args: Record<string, unknown>) => editsNode(revisions, args),
  };
}

/** Newest first; the oldest is the text as it was first posted. */
function editsNode(revisions: readonly Revision[], args: Record<string, unknown>) {
  if (revisions.length === 0) return null;
  const newestFirst = [...revisions].reverse();
  const first = Number(args.first ?? 100);
  return {
    __typename: "UserContentEditConnection",
    totalCount: newestFirst.length,
    nodes: newestFirst.slice(0, first).map((revision) => ({
      __typename: "UserContentEdit",
      createdAt: revision.editedAt,
      editedAt: revision.editedAt,
      updatedAt: revision.editedAt,
      deletedAt: null,
      editor: actorNode(revision.editor),
      diff: revision.body,
    })),
  };
}

/** GraphQL writes the login of a bot without its `[bot]`. */
export function actorNode(account: Account): GraphNode {
  return { __typename: account.type, login: account.login.replace(/\[bot\]$/, "") };
}

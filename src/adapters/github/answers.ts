import { z } from "zod";
import type { Comment, Issue, Person } from "../../reconcile/ports.ts";

/** GitHub's shapes, as far as we read them, turned into ours. */

// GitHub hands over the account `ghost` for people who left, or nobody at all.
const ghost: Person = { login: "ghost", id: 0, bot: false };

/** An instant as we keep it: UTC, to the second. */
export const instant = z.string().transform((text, context) => {
  const time = Date.parse(text);
  if (Number.isNaN(time)) {
    context.addIssue(`an instant such as 2026-11-22T02:35:14Z, not ${text.slice(0, 40)}`);
    return z.NEVER;
  }
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
});

export const person = z
  .object({ login: z.string(), id: z.number(), type: z.string().optional() })
  .nullish()
  .transform((user): Person => {
    if (user === null || user === undefined) return ghost;
    return { login: user.login, id: user.id, bot: user.type === "Bot" };
  });

const closer = z
  .object({ login: z.string(), id: z.number(), type: z.string().optional() })
  .nullish()
  .transform((user) => user && { login: user.login, id: user.id, bot: user.type === "Bot" });

const logins = z
  .array(z.object({ login: z.string() }).nullable())
  .nullish()
  .transform((users) => (users ?? []).flatMap((user) => (user === null ? [] : [user.login])));

const labelNames = z
  .array(z.union([z.string(), z.object({ name: z.string().nullish() })]))
  .transform((labels) =>
    labels.flatMap((label) => (typeof label === "string" ? label : (label.name ?? []))),
  );

export const issueAnswer = z
  .object({
    id: z.number(),
    node_id: z.string(),
    number: z.number(),
    title: z.string(),
    body: z.string().nullish(),
    state: z.enum(["open", "closed"]),
    state_reason: z.string().nullish(),
    labels: labelNames,
    assignees: logins,
    user: person,
    created_at: instant,
    updated_at: instant,
    closed_at: instant.nullish(),
    closed_by: closer,
    locked: z.boolean().default(false),
    pull_request: z.unknown().optional(),
    comments: z.number().default(0),
    pinned_comment: z.object({ id: z.number() }).nullish(),
    html_url: z.string(),
  })
  .transform(
    (issue): Issue => ({
      id: issue.id,
      nodeId: issue.node_id,
      number: issue.number,
      title: issue.title,
      body: issue.body ?? "",
      state: issue.state,
      ...(issue.state_reason ? { stateReason: issue.state_reason } : {}),
      ...(issue.state === "closed" ? closing(issue) : {}),
      labels: issue.labels,
      assignees: issue.assignees,
      author: issue.user,
      createdAt: issue.created_at,
      updatedAt: issue.updated_at,
      locked: issue.locked,
      isPullRequest: issue.pull_request !== undefined && issue.pull_request !== null,
      comments: issue.comments,
      ...(issue.pinned_comment ? { pinnedCommentId: issue.pinned_comment.id } : {}),
      url: issue.html_url,
    }),
  );

// A reopened issue may still say when and by whom it was closed before.
function closing(issue: {
  readonly closed_at?: string | null | undefined;
  readonly closed_by?: Person | null | undefined;
}): Pick<Issue, "closedAt" | "closedBy"> {
  return {
    ...(issue.closed_at ? { closedAt: issue.closed_at } : {}),
    ...(issue.closed_by ? { closedBy: issue.closed_by } : {}),
  };
}

export const commentAnswer = z
  .object({
    id: z.number(),
    node_id: z.string(),
    body: z.string().nullish(),
    user: person,
    created_at: instant,
    updated_at: instant,
    html_url: z.string(),
    reactions: z.object({ rocket: z.number().default(0) }).nullish(),
  })
  .transform(
    (comment): Comment => ({
      id: comment.id,
      nodeId: comment.node_id,
      body: comment.body ?? "",
      author: comment.user,
      createdAt: comment.created_at,
      updatedAt: comment.updated_at,
      url: comment.html_url,
      rockets: comment.reactions?.rocket ?? 0,
    }),
  );

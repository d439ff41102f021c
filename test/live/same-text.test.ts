import { expect, test } from "vitest";
import { delivered, deliveriesOf } from "./app.ts";
import {
  anotherSecond,
  type CommentShown,
  comment,
  maintainer,
  openIssue,
  readIssue,
} from "./github.ts";

const history = `query ($id: ID!) {
  node(id: $id) { ... on IssueComment { userContentEdits(first: 5) { totalCount } } }
}`;

test("writing a comment's own text again changes neither its time nor its history", async () => {
  const us = maintainer();
  const issue = await openIssue(us);
  const before = await comment(us, issue, "the same");
  await anotherSecond();
  const after = await us.does<CommentShown>("PATCH", `/issues/comments/${before.id}`, {
    body: "the same",
  });
  const { node } = await us.graph<{ node: { userContentEdits: { totalCount: number } | null } }>(
    history,
    { id: before.node_id },
  );
  expect(after.updated_at).toBe(before.updated_at);
  expect(node.userContentEdits?.totalCount ?? 0).toBe(0);
});

test("writing an issue's own text again does not change its time", async () => {
  const us = maintainer();
  const issue = await openIssue(us);
  await anotherSecond();
  await us.does("PATCH", `/issues/${issue.number}`, { body: issue.body });
  expect((await readIssue(us, issue)).updated_at).toBe(issue.updated_at);
});

test("writing the same text again delivers nothing", async () => {
  const us = maintainer();
  const issue = await openIssue(us);
  const { id } = await comment(us, issue, "the same");
  await us.does("PATCH", `/issues/comments/${id}`, { body: "the same" });
  await us.does("PATCH", `/issues/${issue.number}`, { body: issue.body });
  // Once a later edit is listed, the earlier ones would be too.
  await us.does("PATCH", `/issues/comments/${id}`, { body: "something else" });
  await delivered(issue, ({ event, action }) => event === "issue_comment" && action === "edited");
  const edits = await deliveriesOf(issue, ({ action }) => action === "edited");
  expect(edits.map(({ event }) => event)).toEqual(["issue_comment"]);
});

import { expect, test } from "vitest";
import {
  type CommentShown,
  comment,
  maintainer,
  openIssue,
  readIssue,
  repository,
} from "./github.ts";

test("a deleted comment takes its reactions and its pin with it and is listed no more", async () => {
  const us = maintainer();
  const issue = await openIssue(us);
  const { id } = await comment(us, issue, "soon gone");
  await us.does("POST", `/issues/comments/${id}/reactions`, { content: "rocket" });
  await us.does("PUT", `/issues/comments/${id}/pin`);
  await us.does("DELETE", `/issues/comments/${id}`);
  const path = `/repos/${repository()}/issues/comments/${id}`;
  const listed = await us.does<readonly CommentShown[]>("GET", `/issues/${issue.number}/comments`);
  expect((await us.asks("GET", path)).status).toBe(404);
  expect((await us.asks("GET", `${path}/reactions`)).status).toBe(404);
  expect((await readIssue(us, issue)).pinned_comment ?? undefined).toBeUndefined();
  expect(listed).toEqual([]);
});

import { expect, test } from "vitest";
import {
  type CommentShown,
  comment,
  maintainer,
  openIssue,
  readIssue,
  repository,
} from "./github.ts";

const longest = 65_536;

test("a comment may have 65,536 UTF-16 units, and one more is refused with 422", async () => {
  const us = maintainer();
  const issue = await openIssue(us);
  const { body } = await comment(us, issue, "a".repeat(longest));
  const path = `/repos/${repository()}/issues/${issue.number}/comments`;
  const refused = await us.asks<CommentShown>("POST", path, { body: "a".repeat(longest + 1) });
  expect(body).toHaveLength(longest);
  expect(refused.status).toBe(422);
});

test("an issue's over-long body is answered 200, and the old one stays", async () => {
  const us = maintainer();
  const issue = await openIssue(us);
  const path = `/repos/${repository()}/issues/${issue.number}`;
  const { status } = await us.asks("PATCH", path, { body: "a".repeat(longest + 1) });
  expect(status).toBe(200);
  expect((await readIssue(us, issue)).body).toBe("As opened.");
});

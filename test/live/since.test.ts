import { expect, test } from "vitest";
import { anotherSecond, type CommentShown, comment, maintainer, openIssue } from "./github.ts";

const oneSecond = 1_000;

test("`since` takes comments updated in that very second, and an edit brings one back", async () => {
  const us = maintainer();
  const issue = await openIssue(us);
  const first = await comment(us, issue, "first");
  await anotherSecond();
  const second = await comment(us, issue, "second");
  await anotherSecond();
  const edited = await us.does<CommentShown>("PATCH", `/issues/comments/${first.id}`, {
    body: "first, edited",
  });
  const since = (at: string, later = 0) => {
    const instant = new Date(Date.parse(at) + later).toISOString().replace(".000Z", "Z");
    return us.does<readonly CommentShown[]>(
      "GET",
      `/issues/${issue.number}/comments?since=${encodeURIComponent(instant)}`,
    );
  };
  const ids = (list: readonly CommentShown[]) => list.map(({ id }) => id);
  expect(ids(await since(second.updated_at))).toEqual([first.id, second.id]);
  expect(ids(await since(second.updated_at, oneSecond))).toEqual([first.id]);
  expect(ids(await since(edited.updated_at, oneSecond))).toEqual([]);
});

import { expect, test } from "vitest";
import {
  anotherSecond,
  type CommentShown,
  comment,
  eventually,
  maintainer,
  openIssue,
} from "./github.ts";

interface Listed extends CommentShown {
  readonly issue_url: string;
}

test("comments of a repository come in the order of their updates, with their issue", async () => {
  const us = maintainer();
  const [one, two] = [await openIssue(us), await openIssue(us)];
  const first = await comment(us, one, "first");
  await anotherSecond();
  const second = await comment(us, two, "second");
  await anotherSecond();
  await us.does("PATCH", `/issues/comments/${first.id}`, { body: "first, edited" });
  const query = `sort=updated&direction=asc&per_page=100&since=${first.updated_at}`;
  const found = await eventually(async () => {
    const all = await us.does<readonly Listed[]>("GET", `/issues/comments?${query}`);
    const ours = all.filter(({ id }) => id === first.id || id === second.id);
    return ours.some(({ body }) => body === "first, edited") ? ours : undefined;
  });
  expect(found.map(({ body, issue_url }) => [body, issue_url.split("/").at(-1)])).toEqual([
    ["second", String(two.number)],
    ["first, edited", String(one.number)],
  ]);
});

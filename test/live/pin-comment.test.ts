import { expect, test } from "vitest";
import { installation } from "./app.ts";
import { comment, maintainer, openIssue, readIssue, repository } from "./github.ts";
import { setting } from "./settings.ts";

test("pinning a second comment replaces the first", async () => {
  const us = maintainer();
  const issue = await openIssue(us);
  const [first, second] = [await comment(us, issue, "one"), await comment(us, issue, "two")];
  await us.does("PUT", `/issues/comments/${first.id}/pin`);
  await us.does("PUT", `/issues/comments/${second.id}/pin`);
  expect((await readIssue(us, issue)).pinned_comment?.id).toBe(second.id);
});

test("a comment on a pull request cannot be pinned", async () => {
  const us = maintainer();
  const number = Number(setting("ALLCLEAR_LIVE_PULL_REQUEST"));
  const { id } = await comment(us, { number }, "to be pinned");
  const path = `/repos/${repository()}/issues/comments/${id}/pin`;
  const { status } = await us.asks("PUT", path);
  await us.does("DELETE", `/issues/comments/${id}`);
  expect(status).toBe(422);
});

test("an installation may pin a comment", async () => {
  const bot = await installation();
  const issue = await openIssue(maintainer());
  const { id } = await comment(bot, issue, "a card");
  await bot.does("PUT", `/issues/comments/${id}/pin`);
  expect((await readIssue(bot, issue)).pinned_comment?.id).toBe(id);
});

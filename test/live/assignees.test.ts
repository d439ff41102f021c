import { expect, test } from "vitest";
import {
  callerWith,
  comment,
  type IssueShown,
  maintainer,
  openIssue,
  repository,
} from "./github.ts";
import { setting } from "./settings.ts";

test("a reader is left out silently, and can be assigned after a comment", async () => {
  const us = maintainer();
  const reader = callerWith(setting("ALLCLEAR_LIVE_READER_TOKEN"));
  const { body: me } = await reader.asks<{ login: string }>("GET", "/user");
  const issue = await openIssue(us);
  const assign = async () => {
    const path = `/issues/${issue.number}/assignees`;
    const { assignees } = await us.does<IssueShown>("POST", path, { assignees: [me.login] });
    return assignees.map(({ login }) => login);
  };
  expect(await assign()).toEqual([]);
  await comment(reader, issue, "I have seen it too.");
  expect(await assign()).toEqual([me.login]);
});

test("somebody with triage can be assigned", async () => {
  const us = maintainer();
  const triager = callerWith(setting("ALLCLEAR_LIVE_TRIAGER_TOKEN"));
  const { body: me } = await triager.asks<{ login: string }>("GET", "/user");
  const issue = await openIssue(us, { assignees: [me.login] });
  expect(issue.assignees.map(({ login }) => login)).toEqual([me.login]);
});

test("an issue for somebody who cannot be assigned is not opened at all", async () => {
  const reader = callerWith(setting("ALLCLEAR_LIVE_READER_TOKEN"));
  const { body: me } = await reader.asks<{ login: string }>("GET", "/user");
  const issue = { title: "Never opened", assignees: [me.login] };
  const path = `/repos/${repository()}/issues`;
  const { status, body } = await maintainer().asks<{ errors: readonly { field: string }[] }>(
    "POST",
    path,
    issue,
  );
  expect([status, body.errors.map(({ field }) => field)]).toEqual([422, ["assignees"]]);
});

import { expect, test } from "vitest";
import { eventually, type IssueShown, maintainer, openIssue, readIssue } from "./github.ts";

interface Closed extends IssueShown {
  readonly state: string;
  readonly closed_at: string | null;
  readonly closed_by?: { readonly login: string } | null;
}

const close = { state: "closed", state_reason: "completed" };

test("who closed an issue is told of the one issue, not in lists, and not when reopened", async () => {
  const us = maintainer();
  const { body: me } = await us.asks<{ login: string }>("GET", "/user");
  const issue = await openIssue(us);
  const closed = await us.does<Closed>("PATCH", `/issues/${issue.number}`, close);
  expect(closed).toMatchObject({ closed_by: { login: me.login }, closed_at: expect.any(String) });
  expect(await readIssue(us, issue)).toMatchObject({ closed_by: { login: me.login } });
  const listed = await eventually(async () => {
    const all = await us.does<readonly Closed[]>("GET", "/issues?state=closed&sort=updated");
    return all.find(({ number }) => number === issue.number);
  });
  expect(listed.closed_at).not.toBeNull();
  expect(listed.closed_by ?? undefined).toBeUndefined();
  const path = `/issues/${issue.number}`;
  const reopened = await us.does<Closed>("PATCH", path, { state: "open" });
  expect([reopened.closed_at, reopened.closed_by]).toEqual([null, null]);
});

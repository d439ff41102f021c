import { expect, test } from "vitest";
import {
  type Caller,
  type IssueShown,
  maintainer,
  openIssue,
  type Refused,
  readIssue,
  repository,
} from "./github.ts";

const add = (by: Caller, { number }: IssueShown, id: number) =>
  by.asks<Refused>("POST", `/repos/${repository()}/issues/${number}/sub_issues`, {
    sub_issue_id: id,
  });

test("a sub-issue is listed, counted, and leads to its parent", async () => {
  const us = maintainer();
  const [parent, child] = [await openIssue(us), await openIssue(us)];
  expect((await add(us, parent, child.id)).status).toBe(201);
  const path = `/issues/${parent.number}/sub_issues`;
  const listed = await us.does<readonly IssueShown[]>("GET", path);
  expect(listed.map(({ number }) => number)).toEqual([child.number]);
  expect(await us.does("GET", `/issues/${child.number}/parent`)).toMatchObject({ id: parent.id });
  await us.does("PATCH", `/issues/${child.number}`, { state: "closed" });
  expect(await readIssue(us, parent)).toMatchObject({
    sub_issues_summary: { total: 1, completed: 1 },
  });
});

test("adding one twice is refused as a duplicate; a second parent otherwise", async () => {
  const us = maintainer();
  const [parent, other, child] = [await openIssue(us), await openIssue(us), await openIssue(us)];
  await add(us, parent, child.id);
  const twice = await add(us, parent, child.id);
  expect([twice.status, twice.body.message]).toEqual([
    422,
    expect.stringContaining("duplicate sub-issues"),
  ]);
  const second = await add(us, other, child.id);
  expect([second.status, second.body.message]).toEqual([
    422,
    expect.stringMatching(/^(?!.*duplicate).*only have one parent/),
  ]);
});

test("an issue that nobody knows is 404, and so is the parent of one without", async () => {
  const us = maintainer();
  const issue = await openIssue(us);
  expect((await add(us, issue, 1)).status).toBe(404);
  const path = `/repos/${repository()}/issues/${issue.number}/parent`;
  expect((await us.asks("GET", path)).status).toBe(404);
});

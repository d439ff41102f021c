import { expect, test } from "vitest";
import {
  callerWith,
  type IssueShown,
  maintainer,
  openIssue,
  type Refused,
  repository,
} from "./github.ts";
import { setting } from "./settings.ts";

const newName = () => `live-check-${Date.now()}`;

test("an unknown label is made, and grey, for whoever may make labels", async () => {
  const us = maintainer();
  const { number } = await openIssue(us);
  const name = newName();
  const labels = await us.does<IssueShown["labels"]>("POST", `/issues/${number}/labels`, {
    labels: [name],
  });
  expect(labels.find((label) => label.name === name)?.color).toBe("ededed");
});

test("somebody with triage may not make labels by setting them", async () => {
  const { number } = await openIssue(maintainer());
  const triager = callerWith(setting("ALLCLEAR_LIVE_TRIAGER_TOKEN"));
  const path = `/repos/${repository()}/issues/${number}/labels`;
  const answer = await triager.asks<Refused>("POST", path, { labels: [newName()] });
  expect(answer.status).toBe(403);
  expect(answer.body.message).toBe(
    "You do not have permission to create labels on this repository.",
  );
});

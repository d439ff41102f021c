import { expect, test } from "vitest";
import { deliveriesOf } from "./app.ts";
import { callerWith, eventually, maintainer, openIssue, readIssue } from "./github.ts";
import { setting } from "./settings.ts";

test("labels and assignees of an issue opened by a reader are dropped without a word", async () => {
  const reader = callerWith(setting("ALLCLEAR_LIVE_READER_TOKEN"));
  const { body: me } = await reader.asks<{ login: string }>("GET", "/user");
  const issue = await openIssue(reader, { labels: ["bug"], assignees: [me.login] });
  const { labels, assignees } = await readIssue(maintainer(), issue);
  expect({ labels, assignees }).toEqual({ labels: [], assignees: [] });
});

test("somebody with triage opens an issue with labels", async () => {
  const triager = callerWith(setting("ALLCLEAR_LIVE_TRIAGER_TOKEN"));
  const issue = await openIssue(triager, { labels: ["bug"] });
  const { labels } = await readIssue(maintainer(), issue);
  expect(labels.map(({ name }) => name)).toEqual(["bug"]);
});

test("opening with labels delivers `opened`, which shows them, then one `labeled` each", async () => {
  const issue = await openIssue(maintainer(), { labels: ["bug", "question"] });
  const deliveries = await eventually(async () => {
    const some = await deliveriesOf(issue, ({ event }) => event === "issues");
    return some.length >= 3 ? some : undefined;
  });
  const [first] = deliveries;
  expect(deliveries.map(({ action }) => action)).toEqual(["opened", "labeled", "labeled"]);
  expect(first?.request.payload.issue?.labels.map(({ name }) => name).sort()).toEqual([
    "bug",
    "question",
  ]);
});

import { afterEach, beforeEach, expect, test } from "vitest";
import type { Delivery } from "../../src/sandbox/github/model/records.ts";
import { createSandbox, defaultEvents, type Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { checkDelivery } from "../support/openapi.ts";

const everything = [
  ...defaultEvents,
  "push",
  "deployment",
  "check_run",
  "workflow_run",
  "release",
] as const;

let sandbox: Sandbox;
let seen: Delivery[];

async function open(events: readonly string[]): Promise<void> {
  seen = [];
  sandbox = await createSandbox({ app: { events }, onDelivery: (one) => seen.push(one) });
  sandbox.organization("acme");
  sandbox.repository("acme/web", { collaborators: { wendy: "write", tina: "triage" } });
  sandbox.install("acme");
  seen.length = 0;
}

beforeEach(() => open(everything));
afterEach(() => sandbox.close());

/** One change from its branch to production, with everything that can happen on the way. */
async function shipOne(): Promise<void> {
  const wendy = sandbox.person("wendy");
  const files = { "src/pay.ts": "once\n" };
  const pull = await wendy.proposes("acme/web", { title: "Pay", head: "pay", files, draft: true });
  const on = { repository: "acme/web", number: pull.number };
  wendy.pushes("acme/web", { branch: "pay", files: { "src/pay.ts": "twice\n" } });
  await wendy.rewrites(on, { title: "Pay twice" });
  await wendy.labels(on, "bug");
  await wendy.readies(on);
  const query = `mutation($id: ID!) { convertPullRequestToDraft(input: {pullRequestId: $id}) {
    pullRequest { isDraft } } }`;
  await wendy.asks("POST", "/graphql", { query, variables: { id: pull.node_id } });
  await wendy.readies(on);
  const path = `/repos/acme/web/pulls/${pull.number}`;
  await wendy.asks("POST", `${path}/requested_reviewers`, { reviewers: ["tina"] });
  await wendy.closes(on);
  await wendy.reopens(on);
  const { head } = await wendy.readsPull(on);
  sandbox.reportsCheck("acme/web", { name: "ci", sha: head.sha, conclusion: "success" });
  await wendy.reportsStatus("acme/web", head.sha, { state: "success" });
  const merged = await wendy.merges(on);
  await wendy.deletesBranch("acme/web", "pay");
  await wendy.deploys("acme/web", { ref: merged, environment: "staging", state: "success" });
  sandbox.runsWorkflow("acme/web", { conclusion: "failure" });
  await wendy.releases("acme/web", { tag: "v1" });
}

test("a change on its way tells of itself in the shapes that GitHub describes", async () => {
  await shipOne();
  const nameless = ["push", "status"];
  const described = seen.filter(({ event }) => !nameless.includes(event));
  expect(
    described.flatMap(({ event, action, payload }) => checkDelivery(event, action ?? "", payload)),
  ).toEqual([]);
  expect([...new Set(described.map(({ event, action }) => `${event}.${action}`))].sort()).toEqual([
    "check_run.completed",
    "check_run.created",
    "check_suite.completed",
    "deployment.created",
    "deployment_status.created",
    "pull_request.closed",
    "pull_request.converted_to_draft",
    "pull_request.edited",
    "pull_request.labeled",
    "pull_request.opened",
    "pull_request.ready_for_review",
    "pull_request.reopened",
    "pull_request.review_requested",
    "pull_request.synchronize",
    "release.created",
    "release.published",
    "release.released",
    "workflow_run.completed",
  ]);
});

test("pushes tell the ref, both its ends and the commits between them", async () => {
  await shipOne();
  const pushes = seen.filter(({ event }) => event === "push").map(({ payload }) => payload);
  expect(pushes.map(({ ref, created, deleted }) => ({ ref, created, deleted }))).toEqual([
    { ref: "refs/heads/pay", created: true, deleted: false },
    { ref: "refs/heads/pay", created: false, deleted: false },
    { ref: "refs/heads/main", created: false, deleted: false },
    { ref: "refs/heads/pay", created: false, deleted: true },
    { ref: "refs/tags/v1", created: true, deleted: false },
  ]);
  expect(pushes[2]).toMatchObject({
    forced: false,
    commits: [
      { message: "Pay" },
      {},
      { message: "Merge pull request #1 from acme/pay\n\nPay twice" },
    ],
    head_commit: { author: { username: "wendy" } },
  });
});

test("a status tells its commit and the branches that have it", async () => {
  await shipOne();
  const [status] = seen.filter(({ event }) => event === "status");
  expect(status?.payload).toMatchObject({
    state: "success",
    context: "default",
    branches: [{ name: "pay" }],
    commit: { commit: { message: "Change src/pay.ts" } },
  });
  expect(status?.payload).not.toHaveProperty("action");
});

test("an App that did not ask for an event does not get it", async () => {
  await sandbox.close();
  await open(["pull_request"]);
  await shipOne();
  expect(new Set(seen.map(({ event }) => event))).toEqual(new Set(["pull_request"]));
});

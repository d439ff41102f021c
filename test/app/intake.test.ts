import { beforeEach, expect, test } from "vitest";
import { createInMemory } from "../../src/adapters/database/in-memory.ts";
import { intake } from "../../src/app/intake.ts";
import { knownLabels } from "../../src/app/known-labels.ts";
import { createLog } from "../../src/app/log.ts";
import { createMetrics } from "../../src/app/metrics.ts";
import { openIncidents } from "../../src/app/open-incidents.ts";
import { payload } from "./signed-delivery.ts";

const now = () => new Date("2026-11-22T02:35:00Z");
const fail = (error: unknown) => {
  throw error;
};

let queued: string[];
let reads: string[];
let memory: ReturnType<typeof createInMemory>;

beforeEach(() => {
  queued = [];
  reads = [];
  memory = createInMemory(now);
  const { cursor } = memory;
  memory.cursor = (name) => {
    reads.push(name);
    return cursor.call(memory, name);
  };
});

function start() {
  const depth = async () => ({ waiting: 0, running: 0, alarms: 0 });
  return intake({
    queue: { enqueue: async (key) => void queued.push(key) },
    judge: { labels: knownLabels(memory, fail, now), ourLogin: () => undefined, now },
    open: openIncidents(memory, "here"),
    metrics: createMetrics({ depth, now }),
    log: createLog({ level: "info", now, write: () => undefined }),
  });
}

const issues = (change: Parameters<typeof payload>[0]) => ({
  event: "issues",
  payload: payload(change),
});
const comments = (body: string, labels: string[] = []) => ({
  event: "issue_comment",
  payload: payload({ action: "created", labels, comment: { id: 9, body } }),
});

test.each(["opened", "labeled"])(
  "an issue %s with a label nobody knows is looked at",
  async (action) => {
    const app = start();
    expect(await app.take(issues({ action, labels: ["outage"] }))).toBe("queued");
    expect(await app.take(issues({ action, labels: ["outage"] }))).toBe("ignored");
    expect(queued).toEqual(["4711#42"]);
  },
);

test("what another replica learned holds for the next delivery here", async () => {
  const app = start();
  const labels = { incident: "outage", postmortem: "postmortem" };
  await knownLabels(memory, fail, now).learn(4711, labels);
  expect(await app.take(comments("hello", ["outage"]))).toBe("queued");
});

test.each([
  ["a closed issue", issues({ action: "closed", labels: ["outage"] })],
  ["a comment", comments("hello", ["outage"])],
])("%s with a label that nobody knows asks for no look", async (_, delivery) => {
  expect(await start().take(delivery)).toBe("ignored");
});

const pushes = (path: string) => ({
  event: "push",
  payload: {
    ...payload(),
    ref: "refs/heads/main",
    after: "5f2a".repeat(10),
    commits: [{ added: [], modified: [path], removed: [] }],
  },
});

test("a push that touches a file of ours is stored as a look at the repository", async () => {
  expect(await start().take(pushes(".github/allclear.yml"))).toBe("queued");
  expect({ reads, queued }).toEqual({ reads: [], queued: ["4711#0"] });
});

test.each([
  ["a push of other files", pushes("src/app.ts")],
  ["an issue without labels", issues({ action: "opened" })],
  ["a comment without a slash", comments("and/or")],
])("%s asks neither the database nor GitHub", async (_, delivery) => {
  expect(await start().take(delivery)).toBe("ignored");
  expect({ reads, queued }).toEqual({ reads: [], queued: [] });
});

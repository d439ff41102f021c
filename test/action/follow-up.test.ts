import { afterAll, beforeAll, expect, test } from "vitest";
import type { Thread } from "../../src/sandbox/github/person.ts";
import { labeled, openShop, type Shop } from "./shop.ts";

const config = `version: 1
suspects: { onDeclare: false }
runbooks: { onDeclare: false }
postmortem: { onResolve: false }
reminders: { quietHours: none }
`;

let shop: Shop;
let on: Thread;
/** How long before the runs things happen on GitHub: what is fresh is left to runs of its own. */
let agoMs = 3 * 60_000;
// One incident for all: each of these goes on from where the one before it ended.
beforeAll(async () => {
  const now = () => new Date(Date.now() - agoMs);
  shop = await openShop({ ".github/allclear.yml": config }, now);
  on = await resolved();
});
afterAll(() => shop.sandbox.close());

async function resolved(): Promise<Thread> {
  const { mona, repository } = shop;
  const { number } = await mona.opens(repository, { title: "Checkout is down" });
  const thread = { repository, number };
  await shop.run({ inputs: { mode: "respond" }, event: await labeled(mona, thread) });
  await mona.comments(thread, "/sev 1\n/summary Card payments failed for everybody");
  const event = await shop.says(mona, thread, "/resolve rolled back to v41");
  await shop.run({ inputs: { mode: "respond" }, event });
  return thread;
}

const botComments = async (thread: Thread) =>
  (await shop.mona.readsThread(thread)).filter(({ user }) => user.login === "github-actions[bot]");

test("postmortem: an incident that goes on, and a number that is none, are refused", async () => {
  const { number } = await shop.mona.opens(shop.repository, { title: "Disk is full" });
  const disk = { repository: shop.repository, number };
  const postmortem = (issue: number) =>
    shop.run({ inputs: { mode: "postmortem", issue: String(issue) } });
  expect((await postmortem(number)).log).toContain(`issue: got ${number}, which is no incident`);
  await shop.run({ inputs: { mode: "respond" }, event: await labeled(shop.mona, disk) });
  const { status, log } = await postmortem(number);
  expect(status).toBe(1);
  expect(log).toContain(`issue: got ${number}, whose incident is triage`);
});

test("report: a summary, and files that later steps find", async () => {
  const { status, log, summary, outputs } = await shop.run({
    inputs: { mode: "report", period: "1d" },
  });
  expect({ status, log }).toMatchObject({ status: 0 });
  expect(summary).toContain("incidents declared.");
  expect(outputs).toEqual({
    json: "allclear-report/statistics.json",
    csv: "allclear-report/statistics.csv",
  });
});

test("postmortem: opens the one that lacks, once, and lint reviews it in one comment", async () => {
  const { status, log, outputs } = await shop.run({ inputs: { mode: "postmortem" } });
  expect({ status, log }).toMatchObject({ status: 0 });
  const there = { repository: shop.repository, number: Number(outputs.number) };
  const issue = await shop.mona.readsIssue(there);
  expect(issue.labels.map(({ name }) => name)).toContain("postmortem");
  expect(issue.body).toContain("## Action items");
  const again = await shop.run({ inputs: { mode: "postmortem" } });
  expect(again).toMatchObject({ status: 0, outputs: {} });
  expect(again.log).toContain("No incident lacks its postmortem.");
  for (const mode of ["lint", "lint"]) {
    const linted = await shop.run({ inputs: { mode, issue: outputs.number ?? "" } });
    expect(Number(linted.outputs.findings)).toBeGreaterThan(0);
    expect(linted.summary).toContain("things to look at");
  }
  const reviews = (await botComments(there)).filter(({ body }) => body.includes("allclear:review"));
  expect(reviews.length).toBe(1);
});

test("lint: the number of an incident means its postmortem; other issues are refused", async () => {
  const linted = await shop.run({ inputs: { mode: "lint", issue: String(on.number) } });
  expect(linted).toMatchObject({ status: 0 });
  expect(linted.log).toMatch(/^#3: \d+ things to look at/m);
  expect((await botComments(on)).filter(({ body }) => body.includes("allclear:review"))).toEqual(
    [],
  );
  const { number } = await shop.mona.opens(shop.repository, { title: "A wish" });
  const plain = await shop.run({ inputs: { mode: "lint", issue: String(number) } });
  expect(plain.status).toBe(1);
  expect(plain.log).toContain(
    `issue: got ${number}, which is neither a postmortem nor an incident`,
  );
  const lacking = await shop.run({ inputs: { mode: "lint", issue: "2" } });
  expect(lacking.status).toBe(1);
  expect(lacking.log).toContain("issue: got 2, an incident without a postmortem");
});

test("postmortem: as a file, by a pull request", async () => {
  const permissions = { issues: "write", contents: "write", pull_requests: "write" };
  const token = shop.sandbox.actionsToken(shop.repository, permissions);
  const inputs = { mode: "postmortem", issue: String(on.number), output: "pull-request" };
  const { status, log, outputs } = await shop.run({ inputs, token });
  expect({ status, log }).toMatchObject({ status: 0 });
  const number = Number(outputs["pull-request"]);
  const pull = await shop.mona.readsPull({ repository: shop.repository, number });
  expect(pull.head.ref).toBe(`allclear/postmortem-${on.number}`);
  const again = await shop.run({ inputs, token });
  expect(again.outputs).toEqual(outputs);
});

test("remind: says once what is due, whom, and how late", async () => {
  await shop.mona.comments(on, "/postmortem due 2h");
  const { status, log, summary, outputs } = await shop.run({ inputs: { mode: "remind" } });
  expect({ status, log }).toMatchObject({ status: 0 });
  expect(outputs.findings).toBe("1");
  expect(summary).toMatch(/\| \[#1\].* \| postmortem \| due soon \| /);
  expect((await shop.run({ inputs: { mode: "remind" } })).outputs.findings).toBe("0");
});

test("remind: what changed a moment ago is left to the run of its own", async () => {
  agoMs = 0;
  const { number } = await shop.mona.opens(shop.repository, { title: "Search is slow" });
  const fresh = { repository: shop.repository, number };
  await shop.mona.labels(fresh, "incident");
  expect((await shop.run({ inputs: { mode: "remind" } })).status).toBe(0);
  expect(await botComments(fresh)).toEqual([]);
  const named = await shop.run({ inputs: { mode: "remind", issue: String(number) } });
  expect(named.status).toBe(0);
  expect(await botComments(fresh)).not.toEqual([]);
});

test("postmortem: an incident that fails does not hold up the others", async () => {
  const [first, second] = [await resolved(), await resolved()];
  const { github } = shop.sandbox;
  github.faults = ({ method, path }) =>
    method === "GET" && path.endsWith(`/issues/${first.number}`)
      ? { kind: "answer", status: 403, body: { message: "Resource not accessible" } }
      : undefined;
  const { status, log, outputs } = await shop.run({ inputs: { mode: "postmortem" } });
  github.faults = () => undefined;
  expect(status).toBe(1);
  expect(log).toMatch(new RegExp(`::error::#${first.number}: `));
  const there = { repository: shop.repository, number: Number(outputs.number) };
  expect((await shop.mona.readsIssue(there)).body).toContain(`#${second.number} -->`);
});

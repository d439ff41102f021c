import { afterEach, beforeEach, expect, test } from "vitest";
import type { Thread } from "../../src/sandbox/github/person.ts";
import { labeled, openShop, type Shop } from "./shop.ts";

let shop: Shop;
/** How long before the run things happen on GitHub. */
let agoMs: number;
beforeEach(async () => {
  agoMs = 0;
  shop = await openShop(
    {
      ".github/allclear.yml":
        "version: 1\nsuspects: { onDeclare: false }\nrunbooks: { onDeclare: false }\n",
    },
    () => new Date(Date.now() - agoMs),
  );
});
afterEach(() => shop.sandbox.close());

const respond = { mode: "respond" };
const reds = "🔴";

async function openedByMona(): Promise<Thread> {
  const { mona, repository } = shop;
  const { number } = await mona.opens(repository, { title: "Checkout is down" });
  return { repository, number };
}

async function bodies(on: Thread): Promise<readonly string[]> {
  return (await shop.mona.readsThread(on)).map(({ body }) => body);
}

test("the label makes an incident, with a card by the workflow's own identity", async () => {
  const on = await openedByMona();
  const { status, log } = await shop.run({ inputs: respond, event: await labeled(shop.mona, on) });
  expect({ status, log }).toMatchObject({ status: 0 });
  const [card] = await shop.mona.readsThread(on);
  expect(card?.user.login).toBe("github-actions[bot]");
  expect(card?.body).toContain(reds);
  const issue = await shop.mona.readsIssue(on);
  expect(issue.labels.map(({ name }) => name).sort()).toEqual(["incident", "status: triage"]);
});

test("a command is carried out and a second run finds nothing to do", async () => {
  const on = await openedByMona();
  await shop.run({ inputs: respond, event: await labeled(shop.mona, on) });
  const event = await shop.says(shop.mona, on, "/sev 2 many users");
  expect(await shop.run({ inputs: respond, event })).toMatchObject({ status: 0 });
  const before = await bodies(on);
  expect(before[0]).toContain("SEV2");
  expect(await shop.run({ inputs: respond, event })).toMatchObject({ status: 0 });
  expect(await bodies(on)).toEqual(before);
});

test("a run that was replaced while it waited loses nothing: the next one reads what is new", async () => {
  const on = await openedByMona();
  await shop.run({ inputs: respond, event: await labeled(shop.mona, on) });
  await shop.says(shop.mona, on, "/sev 1 everybody");
  const second = await shop.says(shop.mona, on, "/note the load balancer is fine");
  expect(await shop.run({ inputs: respond, event: second })).toMatchObject({ status: 0 });
  const [card = ""] = await bodies(on);
  expect(card).toContain("SEV1");
  expect(card).toContain("the load balancer is fine");
});

test("the same holds where no incident is yet, and nothing is answered twice", async () => {
  const on = await openedByMona();
  await shop.says(shop.mona, on, "/incident help");
  const second = await shop.says(shop.mona, on, "/incident list");
  expect(await shop.run({ inputs: respond, event: second })).toMatchObject({ status: 0 });
  const answers = (await shop.mona.readsThread(on)).filter(
    ({ user }) => user.login === "github-actions[bot]",
  );
  expect(answers.length).toBe(2);
  expect(await shop.run({ inputs: respond, event: second })).toMatchObject({ status: 0 });
  expect((await bodies(on)).length).toBe(4);
});

test("a schedule sweeps over the open incidents, but leaves a fresh one to its own run", async () => {
  agoMs = 5 * 60_000;
  const [first, second] = [await openedByMona(), await openedByMona()];
  for (const on of [first, second]) await shop.mona.labels(on, "incident");
  agoMs = 0;
  const fresh = await openedByMona();
  await shop.mona.labels(fresh, "incident");
  const event = { name: "schedule", payload: { schedule: "7 * * * *" } };
  const { status, log } = await shop.run({ inputs: respond, event });
  expect({ status, log }).toMatchObject({ status: 0 });
  for (const on of [first, second]) expect((await bodies(on))[0]).toContain(reds);
  expect(await bodies(fresh)).toEqual([]);
});

test("a dry run prints the plan and writes nothing", async () => {
  const on = await openedByMona();
  const event = await labeled(shop.mona, on);
  const { requests } = shop.sandbox.github;
  requests.length = 0;
  const { status, log } = await shop.run({ inputs: { ...respond, "dry-run": "true" }, event });
  expect(status).toBe(0);
  expect(log).toContain("create the card (generation 1)");
  const writes = requests.filter(({ method, path }) => method !== "GET" && path !== "/graphql");
  expect(writes).toEqual([]);
});

test("somebody who may only read makes a report, not an incident", async () => {
  const { number } = await shop.eve.opens(shop.repository, { title: "It is slow" });
  const on = { repository: shop.repository, number };
  const event = await shop.says(shop.eve, on, "/incident declare");
  expect(await shop.run({ inputs: respond, event })).toMatchObject({ status: 0 });
  const [, answer = ""] = await bodies(on);
  expect(answer).toContain("triage");
  expect((await shop.mona.readsIssue(on)).labels).toEqual([]);
});

test.each(["0", "-1", "1e3", "0x10", "42; rm -rf /", "99999999999999999999", "４２", "$(id)"])(
  "issue: %s is refused with what was expected",
  async (issue) => {
    const { status, log } = await shop.run({ inputs: { ...respond, issue } });
    expect(status).toBe(1);
    expect(log).toMatch(/::error::issue: got .*; expected the number of an issue .*issue: 42/);
  },
);

test("an issue of another repository is said to be none of this one", async () => {
  const { status, log } = await shop.run({ inputs: { ...respond, issue: "4711" } });
  expect(status).toBe(1);
  expect(log).toContain("issue: got 4711, which GitHub does not show in acme/shop");
});

test("a token that may not write says where the permissions of the job stand", async () => {
  const on = await openedByMona();
  const event = await labeled(shop.mona, on);
  const token = shop.sandbox.actionsToken(shop.repository, { issues: "read", contents: "read" });
  const { status, log } = await shop.run({ inputs: respond, event, token });
  expect(status).toBe(1);
  expect(log).toMatch(/::error::.*the job's `permissions:` \(action\/README\.md/);
});

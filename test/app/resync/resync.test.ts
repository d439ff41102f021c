import { afterEach, beforeEach, expect, test } from "vitest";
import { noIssue } from "../../../src/reconcile/address.ts";
import type { Sandbox } from "../../../src/sandbox/github/sandbox.ts";
import { type AppOnSandbox, sandboxWithShop, startOnSandbox } from "../app-on-sandbox.ts";

let sandbox: Sandbox;
let running: AppOnSandbox;
const shop = "acme/shop";

beforeEach(async () => {
  sandbox = await sandboxWithShop();
});
afterEach(async () => {
  await running.app.stop(1_000);
  await sandbox.close();
});

const mona = () => sandbox.person("mona");

async function labeled(title: string) {
  const { number } = await mona().opens(shop, { title, labels: ["incident"] });
  return { repository: shop, number };
}

async function cardOn(on: { repository: string; number: number }): Promise<string> {
  const thread = await mona().readsThread(on);
  return thread.find(({ body }) => body.includes("<!-- allclear:card"))?.body ?? "";
}

async function resync(): Promise<void> {
  await running.app.engine.resync.run();
  await running.rest();
}

const looks = () => running.lines.filter((line) => line.includes('"message":"look"')).length;

test("an incident declared before the first start gets its card", async () => {
  const on = await labeled("Old trouble");
  running = await startOnSandbox(sandbox);
  await resync();
  expect(await cardOn(on)).toMatch(/triage/);
});

test("a command whose delivery was lost is found in a repository with an open incident", async () => {
  running = await startOnSandbox(sandbox);
  const on = await labeled("Checkout is down");
  await running.rest();
  await resync();
  sandbox.webhooks.passage = () => "drop";
  await mona().comments(on, "/sev 2");
  await resync();
  expect(await cardOn(on)).toMatch(/SEV2/);
});

test("a delivery that failed is found by GitHub's list, on an issue without a label too", async () => {
  running = await startOnSandbox(sandbox);
  await resync();
  const { number } = await mona().opens(shop, { title: "Odd" });
  sandbox.hookTo("http://127.0.0.1:1/nobody-listens");
  await mona().comments({ repository: shop, number }, "/incident declare");
  await sandbox.idle();
  sandbox.hookTo(`${running.app.url}/api/github/webhooks`);
  await resync();
  expect(await cardOn({ repository: shop, number })).toMatch(/triage/);
});

test("a resync that finds nothing new asks for no look and writes nothing", async () => {
  running = await startOnSandbox(sandbox);
  await labeled("Checkout is down");
  await running.rest();
  await resync();
  await resync();
  const before = looks();
  running.calls.length = 0;
  await resync();
  expect(looks()).toBe(before);
  expect(running.calls.filter((call) => !call.startsWith("GET"))).toEqual([]);
  // The repository with the open incident is asked by ETag, which costs no quota.
  expect(running.calls).toContain("GET /repos/{owner}/{repo}/issues 304");
});

test("a repository whose incidents are all over is no longer read every time", async () => {
  running = await startOnSandbox(sandbox);
  const on = await labeled("False alarm");
  await running.rest();
  await mona().comments(on, '/cancel false-positive reason="nothing was wrong"');
  await running.rest();
  await resync();
  running.calls.length = 0;
  await resync();
  expect(running.calls.filter((call) => call.includes("/issues"))).toEqual([]);
});

test("with the database dropped, a resync ends in the same state", async () => {
  running = await startOnSandbox(sandbox);
  const on = await labeled("Checkout is down");
  await running.rest();
  await mona().comments(on, "/sev 1");
  await running.rest();
  const before = await mona().readsThread(on);
  await running.app.stop(1_000);
  running = await startOnSandbox(sandbox);
  await resync();
  expect(looks()).toBe(1);
  expect(await mona().readsThread(on)).toEqual(before);
});

test("installing the App on more repositories makes it read them", async () => {
  running = await startOnSandbox(sandbox);
  await resync();
  sandbox.repository("octo/site", { collaborators: { mona: "write" } });
  const { number } = await mona().opens("octo/site", { title: "Down", labels: ["incident"] });
  sandbox.install("octo");
  running.app.engine.resync.lookForNewRepositories();
  await resync();
  expect(await cardOn({ repository: "octo/site", number })).toMatch(/triage/);
});

test("a look at pushed files that was given up opens no incident", async () => {
  running = await startOnSandbox(sandbox);
  const files = { installation: 1, repository: 4711, name: shop, issue: noIssue, seen: {} };
  await running.app.engine.resync.askAgain(files);
  expect(await running.app.engine.storage.memory.cursor("open-incidents")).toBeUndefined();
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { makeDirectory } from "../support/directory.ts";
import { until } from "../support/until.ts";
import {
  type AppOnSandbox,
  environmentOf,
  sandboxWithShop,
  startOnSandbox,
} from "./app-on-sandbox.ts";
import { type GithubBehindSwitch, githubBehindSwitch } from "./github-behind-switch.ts";

let sandbox: Sandbox;
let running: AppOnSandbox | undefined;

beforeEach(async () => {
  sandbox = await sandboxWithShop();
  running = undefined;
});
afterEach(async () => {
  await running?.app.stop(1_000);
  await sandbox.close();
});

async function declare(title = "Checkout is down") {
  const issue = await sandbox.person("mona").opens("acme/shop", { title });
  const on = { repository: "acme/shop", number: issue.number };
  await sandbox.person("mona").labels(on, "incident");
  return on;
}

async function cardOn(on: { repository: string; number: number }): Promise<string> {
  const thread = await sandbox.person("mona").readsThread(on);
  return thread.find(({ body }) => body.includes("<!-- allclear:card"))?.body ?? "";
}

test("a label becomes a card, and commands change it, over real HTTP", async () => {
  running = await startOnSandbox(sandbox);
  const on = await declare();
  await running.rest();
  expect(await cardOn(on)).toMatch(/triage/);
  await sandbox.person("mona").comments(on, "/sev 1\n/ack");
  await running.rest();
  expect(await cardOn(on)).toMatch(/SEV1 · investigating/);
  const statuses = sandbox.webhooks.records().map(({ statusCode }) => statusCode);
  expect(new Set(statuses)).toEqual(new Set([200, 202]));
});

test("an event on an issue that is no incident costs no call", async () => {
  running = await startOnSandbox(sandbox);
  running.calls.length = 0;
  const mona = sandbox.person("mona");
  const { number } = await mona.opens("acme/shop", { title: "Blue is too blue" });
  const on = { repository: "acme/shop", number };
  await mona.comments(on, "I agree\nsee https://example.com/colors");
  await mona.closes(on);
  await running.rest();
  expect(running.calls).toEqual([]);
  expect(sandbox.webhooks.records().length).toBeGreaterThan(2);
});

const outage = "version: 1\nlabels: { incident: outage }\n";

test("a label of the config is known from its first delivery on", async () => {
  sandbox.repository("acme/ops", {
    collaborators: { mona: "write" },
    files: { ".github/allclear.yml": outage },
  });
  running = await startOnSandbox(sandbox);
  const opened = { title: "Checkout is down", labels: ["outage"] };
  const { number } = await sandbox.person("mona").opens("acme/ops", opened);
  await running.rest();
  expect(await cardOn({ repository: "acme/ops", number })).toMatch(/triage/);
});

test("labels that nobody knows cost at most four calls a minute in a repository", async () => {
  running = await startOnSandbox(sandbox);
  running.calls.length = 0;
  const mona = sandbox.person("mona");
  for (const title of ["Too blue", "Too green", "Too red"]) {
    const { number } = await mona.opens("acme/shop", { title, labels: ["bug"] });
    await mona.labels({ repository: "acme/shop", number }, "documentation");
    await running.rest();
  }
  const routes = running.calls.map((call) => call.split(" ").slice(0, 2).join(" "));
  expect(routes.toSorted()).toEqual([
    "GET /repos/{owner}/{repo}/contents/{path}",
    "GET /repos/{owner}/{repo}/contents/{path}",
    "GET /repos/{owner}/{repo}/issues/{issue_number}",
    "GET /repositories/{repository_id}",
  ]);
});

test("without the App's credentials it says which ones it needs", async () => {
  const { credentials: _, ...environment } = environmentOf(sandbox);
  await expect(startOnSandbox(sandbox, { environment })).rejects.toThrow(
    /^APP_ID, PRIVATE_KEY and WEBHOOK_SECRET: got none of them; expected .+, for example APP_ID=/,
  );
});

test("nothing that a look writes makes another look", async () => {
  running = await startOnSandbox(sandbox);
  await declare();
  await running.rest();
  const looks = running.lines.filter((line) => line.includes('"message":"look"'));
  expect(looks).toHaveLength(1);
});

test("an incident that our own App opened gets its card", async () => {
  running = await startOnSandbox(sandbox);
  const mona = sandbox.person("mona");
  const { number } = await mona.opens("acme/shop", { title: "Strange numbers" });
  await mona.comments(
    { repository: "acme/shop", number },
    "/incident declare sev2 Billing is down",
  );
  await running.rest();
  expect(await cardOn({ repository: "acme/shop", number: number + 1 })).toMatch(/SEV2/);
});

test("a custom incident label is known once the config was read, also after a restart", async () => {
  sandbox.repository("acme/billing", {
    collaborators: { mona: "write" },
    files: { ".github/allclear.yml": "version: 1\nlabels:\n  incident: outage\n" },
  });
  running = await startOnSandbox(sandbox);
  await running.app.engine.resync.run();
  const mona = sandbox.person("mona");
  const { number } = await mona.opens("acme/billing", { title: "No invoices" });
  await mona.labels({ repository: "acme/billing", number }, "outage");
  await running.rest();
  expect(await cardOn({ repository: "acme/billing", number })).toMatch(/triage/);
});

test("the health endpoints tell that it lives, is ready, and what it did", async () => {
  running = await startOnSandbox(sandbox);
  await declare();
  await running.rest();
  const get = async (path: string) => {
    const answer = await fetch(running?.app.url + path);
    return `${answer.status} ${await answer.text()}`;
  };
  expect(await get("/healthz")).toBe("200 alive\n");
  expect(await get("/readyz")).toBe("200 ready\n");
  const metrics = await get("/metrics");
  expect(metrics).toContain('allclear_deliveries_total{event="issues",result="queued"} 1');
  expect(metrics).toContain('allclear_look_seconds_count{result="done"} 1');
  expect(metrics).toContain(
    'allclear_github_calls_total{route="POST /repos/{owner}/{repo}/issues/{issue_number}/comments",status="201"}',
  );
  expect(metrics).toContain('allclear_queue_depth{state="waiting"} 0');
  expect(metrics).toContain("allclear_limited_installations 0");
});

test("neither a token nor the text of a comment reaches the log", async () => {
  running = await startOnSandbox(sandbox);
  const on = await declare();
  await sandbox.person("mona").comments(on, "/note canary-words");
  await running.rest();
  expect(running.lines.join("\n")).not.toMatch(/canary-words|ghs_|ghp_|eyJ|BEGIN RSA/);
});

test("credentials that GitHub refuses end the start and say what to do", async () => {
  const { credentials } = environmentOf(sandbox);
  if (credentials === undefined) throw new Error("the sandbox has credentials");
  const environment = environmentOf(sandbox, {
    credentials: { ...credentials, appId: credentials.appId + 1 },
  });
  await expect(startOnSandbox(sandbox, { environment })).rejects.toThrow(
    /does not accept the App's credentials.*APP_ID.*PRIVATE_KEY/,
  );
});

test("a taken port is said so, with the way out", async () => {
  running = await startOnSandbox(sandbox);
  const port = Number(new URL(running.app.url).port);
  const environment = environmentOf(sandbox, { port });
  await expect(startOnSandbox(sandbox, { environment })).rejects.toThrow(
    `Cannot listen on 127.0.0.1:${port}: port ${port} is taken; set PORT to a free one`,
  );
});

describe("while GitHub does not answer", () => {
  let github: GithubBehindSwitch;
  beforeEach(async () => {
    github = await githubBehindSwitch(sandbox.url);
  });
  afterEach(() => github.close());

  test("deliveries are stored, and looked at once it answers", async () => {
    const environment = environmentOf(sandbox, { apiUrl: github.url });
    running = await startOnSandbox(sandbox, { environment });
    const ready = await fetch(`${running.app.url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, "GitHub does not answer\n"]);
    const on = await declare();
    await sandbox.idle();
    expect(await running.app.engine.storage.queue.depth()).toMatchObject({ waiting: 1 });
    github.works = true;
    await until(async () => (await cardOn(on)) !== "", 60_000);
    expect((await fetch(`${running.app.url}/readyz`)).status).toBe(200);
    await running.rest();
  });

  test("what the embedded database holds at a stop is looked at after the next start", async () => {
    const directory = await makeDirectory();
    const storage = { kind: "directory", path: directory.path } as const;
    const deaf = environmentOf(sandbox, { apiUrl: github.url, storage });
    const first = await startOnSandbox(sandbox, { environment: deaf, inMemory: false });
    const on = await declare();
    await sandbox.idle();
    await first.app.stop();
    expect(await cardOn(on)).toBe("");
    const environment = environmentOf(sandbox, { storage });
    running = await startOnSandbox(sandbox, { environment, inMemory: false });
    await until(async () => (await cardOn(on)) !== "", 60_000);
    await running.rest();
    // A second process on the same directory would lose data.
    await expect(startOnSandbox(sandbox, { environment, inMemory: false })).rejects.toThrow(
      /is in use by process/,
    );
    await running.app.stop();
    running = undefined;
    await directory.remove();
  }, 120_000);
});

test("a stop lets a look under way end, and takes no new delivery", async () => {
  const reached = Promise.withResolvers<void>();
  running = await startOnSandbox(sandbox, {
    onCall: ({ route }) => {
      if (route.endsWith("/permission")) reached.resolve();
    },
  });
  const on = await declare();
  await reached.promise;
  await running.app.stop();
  expect(await cardOn(on)).toMatch(/triage/);
  await expect(fetch(`${running.app.url}/healthz`)).rejects.toThrow();
  running = undefined;
});

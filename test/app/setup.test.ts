import { readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { followedEvents } from "../../src/app/address-of-delivery.ts";
import { fileEvents } from "../../src/app/address-of-push.ts";
import { type Environment, readEnvironment } from "../../src/app/environment.ts";
import { pullRequestEvents } from "../../src/app/followers.ts";
import { type RunningSetup, startSetup } from "../../src/app/setup.ts";
import { addAccount } from "../../src/sandbox/github/model/people.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { makeDirectory } from "../support/directory.ts";

let sandbox: Sandbox;
let directory: Awaited<ReturnType<typeof makeDirectory>>;
let setup: RunningSetup | undefined;
let printed: string[];

beforeEach(async () => {
  sandbox = await createSandbox();
  directory = await makeDirectory();
  printed = [];
});
afterEach(async () => {
  await setup?.stop();
  setup = undefined;
  await directory.remove();
  await sandbox.close();
});

const envFile = () => join(directory.path, ".env");

async function start(change: Partial<Environment> = {}): Promise<RunningSetup> {
  const variables = { PUBLIC_URL: "https://allclear.example.com/", PORT: "0" };
  const environment = {
    ...readEnvironment({ ...variables, GITHUB_API_URL: sandbox.url }),
    ...change,
  };
  setup = await startSetup({
    environment,
    envFile: envFile(),
    print: (line) => printed.push(line),
  });
  return setup;
}

async function manifestOn({ url }: RunningSetup): Promise<Record<string, unknown>> {
  const page = await (await fetch(`${url}/probot`)).text();
  return JSON.parse(/name="manifest"[^>]* value='([^']*)'/.exec(page)?.[1] ?? "");
}

test("the page posts a manifest whose webhook is our path under PUBLIC_URL", async () => {
  const manifest = await manifestOn(await start());
  expect(manifest).toMatchObject({
    name: "allclear",
    hook_attributes: { url: "https://allclear.example.com/api/github/webhooks" },
    default_events: [...followedEvents, ...pullRequestEvents, ...fileEvents],
    default_permissions: { issues: "write", metadata: "read" },
  });
  expect(String(manifest.redirect_url)).toBe(`${setup?.url}/probot/setup`);
});

test("the form leads to GitHub, or to the host that GITHUB_API_URL names", async () => {
  const page = await (await fetch(`${(await start()).url}/probot`)).text();
  expect(page).toContain(`action="${sandbox.url}/settings/apps/new"`);
});

test("two clicks make an App whose credentials are in .env and can be read again", async () => {
  const running = await start();
  // Names of Apps are unique on GitHub, so people change it on the page where they agree.
  const manifest = { ...(await manifestOn(running)), name: "acme-allclear" };
  const code = sandbox.manifests.agree(manifest, addAccount(sandbox.world, "owner"));
  const back = await fetch(`${running.url}/probot/setup?code=${code}`, { redirect: "manual" });
  expect(back.status).toBe(302);
  expect(back.headers.get("location")).toMatch(/\/installations\/new$/);
  const read = readEnvironment(parseEnv(readFileSync(envFile(), "utf8")));
  const made = [...sandbox.world.apps.values()].find(({ slug }) => slug === "acme-allclear");
  expect(read.credentials?.appId).toBe(made?.id);
  expect(read.credentials?.webhookSecret).toBe(made?.hook.secret);
  expect(made?.hook.url).toBe("https://allclear.example.com/api/github/webhooks");
  expect(statSync(envFile()).mode & 0o777).toBe(0o600);
  expect(printed.at(-1)).toMatch(/npm start again/);
  expect(printed.join("\n")).not.toContain(read.credentials?.webhookSecret);
});

test("a code that GitHub does not know is answered clearly and writes nothing", async () => {
  const { url } = await start();
  const answer = await fetch(`${url}/probot/setup?code=made-up`);
  expect([answer.status, await answer.text()]).toEqual([
    502,
    "GitHub did not accept that: open /probot and try again\n",
  ]);
  expect(() => readFileSync(envFile())).toThrow(/ENOENT/);
});

test("a page elsewhere can neither reach the setup by a name of its own nor post to it", async () => {
  const { url } = await start();
  expect(await statusOf(`${url}/probot`, { host: "evil.example" })).toBe(403);
  const body = JSON.stringify({ appId: "1", pem: "x", webhook_secret: "y" });
  const post = (origin: string) => statusOf(`${url}/probot/import`, { origin }, body);
  expect(await post("https://evil.example")).toBe(403);
  expect(await post("null")).toBe(403);
  expect(() => readFileSync(envFile())).toThrow(/ENOENT/);
  expect(await post(url)).toBe(200);
  const written = readFileSync(envFile(), "utf8");
  expect(await post(url)).toBe(502);
  expect(readFileSync(envFile(), "utf8")).toBe(written);
});

test.each([
  ["in production", { production: true }, /not offered in production/],
  ["on every address", { host: "0.0.0.0" }, /HOST on loopback/],
  ["on another address", { host: "192.0.2.1" }, /HOST on loopback/],
])("the page is never offered %s", async (_, change, said) => {
  await expect(start(change)).rejects.toThrow(said);
});

test("an App that comes without one of its credentials is refused by the name of it", async () => {
  const { url } = await start();
  const body = JSON.stringify({ appId: "1", pem: "x", webhook_secret: '"' });
  expect(await statusOf(`${url}/probot/import`, { origin: url }, body)).toBe(502);
  expect(printed.at(-1)).toMatch(
    /WEBHOOK_SECRET of the new App: got nothing from GitHub; expected .+, for example /,
  );
  expect(() => readFileSync(envFile())).toThrow(/ENOENT/);
});

test("without PUBLIC_URL it says what to set", async () => {
  const environment = readEnvironment({ PORT: "0" });
  await expect(startSetup({ environment })).rejects.toThrow(
    /^PUBLIC_URL: got nothing; expected .* for example PUBLIC_URL=https:/,
  );
});

/** `fetch` does not let a caller choose the Host header. */
function statusOf(url: string, headers: Record<string, string>, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const sent = request(url, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

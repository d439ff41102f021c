import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { webhookPath } from "../../src/app/receiver.ts";
import type { Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { makeDirectory } from "../support/directory.ts";
import { until } from "../support/until.ts";
import { sandboxWithShop } from "./app-on-sandbox.ts";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

// Creating the embedded database takes a process of its own and, on a busy machine, its time.
vi.setConfig({ testTimeout: 120_000 });

let sandbox: Sandbox;
let directory: Awaited<ReturnType<typeof makeDirectory>>;
let child: ChildProcess | undefined;
let output: string;

beforeEach(async () => {
  sandbox = await sandboxWithShop();
  directory = await makeDirectory();
  output = "";
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await sandbox.close();
  await directory.remove();
});

/** Starts the program in an empty directory, with nothing in its environment but this. */
function start(variables: Record<string, string>): Promise<number | null> {
  const env = { DATA_DIR: directory.path, PORT: "0", ...variables };
  const started = spawn(process.execPath, [main], { cwd: directory.path, env });
  child = started;
  for (const stream of [started.stdout, started.stderr]) {
    stream.on("data", (chunk) => {
      output += String(chunk);
    });
  }
  return new Promise((resolve) => started.on("close", resolve));
}

const app = () => ({
  APP_ID: String(sandbox.app.id),
  PRIVATE_KEY: sandbox.privateKey.replaceAll("\n", "\\n"),
  WEBHOOK_SECRET: sandbox.webhookSecret,
  GITHUB_API_URL: sandbox.url,
});

test("it serves from its environment alone, and SIGTERM ends it cleanly with the work done", async () => {
  const ended = start(app());
  await until(() => output.includes('"listening"'), 60_000);
  sandbox.hookTo(/"url":"([^"]+)"/.exec(output)?.[1] + webhookPath);
  const mona = sandbox.person("mona");
  const { number } = await mona.opens("acme/shop", { title: "Down", labels: ["incident"] });
  const on = { repository: "acme/shop", number };
  await until(async () => (await mona.readsThread(on)).length > 0);
  child?.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect((await mona.readsThread(on))[0]?.body).toContain("<!-- allclear:card");
});

test.each([
  ["a wrong environment", { APP_ID: "x" }, /^The environment cannot be used:\nAPP_ID: got "x"/],
  ["no App in production", { NODE_ENV: "production" }, /not offered in production/],
  [
    "a database that does not answer",
    { DATABASE_URL: "postgres://u:hush@127.0.0.1:1/x" },
    /Cannot reach the database named by DATABASE_URL/,
  ],
])("%s ends it with 1 and says why, without a stack", async (_, variables, said) => {
  const credentials = "DATABASE_URL" in variables ? app() : {};
  expect(await start({ ...credentials, ...(variables as Record<string, string>) })).toBe(1);
  expect(output).toMatch(said);
  expect(output).not.toMatch(/\n\s+at |hush/);
});

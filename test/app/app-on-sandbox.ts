import type { EngineOptions } from "../../src/app/engine.ts";
import type { Environment } from "../../src/app/environment.ts";
import { createLog } from "../../src/app/log.ts";
import { webhookPath } from "../../src/app/receiver.ts";
import { type RunningApp, startApp } from "../../src/app/start-app.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";

/** What the app's environment says when it runs against this sandbox. */
export function environmentOf(sandbox: Sandbox, change: Partial<Environment> = {}): Environment {
  return {
    credentials: {
      appId: sandbox.app.id,
      privateKey: sandbox.privateKey,
      webhookSecret: sandbox.webhookSecret,
    },
    apiUrl: sandbox.url,
    host: "127.0.0.1",
    port: 0,
    storage: { kind: "directory", path: "/nowhere" },
    stateKeys: ["a-state-key-of-this-test"],
    outside: { pagerDutyKeys: new Map(), webhookUrls: new Map(), webhookKeys: [] },
    logLevel: "info",
    production: false,
    ...change,
  };
}

/** A GitHub where mona may write in acme/shop, and our App is installed. */
export async function sandboxWithShop(): Promise<Sandbox> {
  const sandbox = await createSandbox();
  sandbox.organization("acme");
  sandbox.repository("acme/shop", { collaborators: { mona: "write" } });
  sandbox.install("acme");
  return sandbox;
}

export interface AppOnSandbox {
  readonly app: RunningApp;
  readonly lines: readonly string[];
  /** Every call to GitHub: `GET /repos/{owner}/{repo}/issues 200`. */
  readonly calls: string[];
  /** Until no delivery travels and no look waits. */
  rest(): Promise<void>;
}

/** The real app, in memory unless told otherwise, as receiver of the sandbox's webhooks. */
export async function startOnSandbox(
  sandbox: Sandbox,
  options: Partial<EngineOptions> = {},
): Promise<AppOnSandbox> {
  const lines: string[] = [];
  const calls: string[] = [];
  const app = await startApp({
    environment: environmentOf(sandbox),
    inMemory: true,
    minWriteGapMs: 0,
    resyncEveryMs: Number.POSITIVE_INFINITY,
    log: createLog({ level: "debug", now: () => new Date(), write: (line) => lines.push(line) }),
    onCall: ({ method, route, status }) => calls.push(`${method} ${route} ${status}`),
    ...options,
  });
  sandbox.hookTo(app.url + webhookPath);
  return { app, lines, calls, rest: () => rest(sandbox, app) };
}

// What a look writes is delivered again, so quiet on one side may end on the other.
async function rest(sandbox: Sandbox, app: RunningApp): Promise<void> {
  for (let calm = 0; calm < 3; calm += 1) {
    const before = sandbox.webhooks.records().length;
    await sandbox.idle();
    await app.idle();
    if (sandbox.webhooks.records().length !== before) calm = 0;
  }
}

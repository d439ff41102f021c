import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";
import { webhookPath } from "../../src/app/receiver.ts";
import { environmentOf, sandboxWithShop, startOnSandbox } from "./app-on-sandbox.ts";
import { secret, signedDelivery } from "./signed-delivery.ts";

interface Example {
  readonly name: string;
  readonly examples: readonly object[];
}

const require = createRequire(import.meta.url);
const hosts = ["api.github.com", "ghes-35", "ghes-31"];

let sandbox: Awaited<ReturnType<typeof sandboxWithShop>>;
let running: Awaited<ReturnType<typeof startOnSandbox>>;

beforeAll(async () => {
  sandbox = await sandboxWithShop();
  const environment = environmentOf(sandbox);
  const { credentials } = environment;
  if (credentials === undefined) throw new Error("the sandbox has credentials");
  running = await startOnSandbox(sandbox, {
    environment: { ...environment, credentials: { ...credentials, webhookSecret: secret } },
  });
});
afterAll(async () => {
  await running.app.stop(0);
  await sandbox.close();
});

test.each(hosts)("every recorded delivery of %s is answered 2xx", async (host) => {
  const events: readonly Example[] = require(`@octokit/webhooks-examples/${host}/index.json`);
  const answers: string[] = [];
  for (const { name, examples } of events) {
    for (const example of examples) {
      const init = signedDelivery(name, JSON.stringify(example));
      const { status } = await fetch(running.app.url + webhookPath, init);
      if (status !== 200 && status !== 202) answers.push(`${name}: ${status}`);
    }
  }
  expect(events.length).toBeGreaterThan(30);
  expect(answers).toEqual([]);
});

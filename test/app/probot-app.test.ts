import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, Probot } from "probot";
import { afterEach, beforeEach, expect, test } from "vitest";
import { healthRoutes } from "../../src/app/health.ts";
import { probotApp } from "../../src/app/probot-app.ts";
import { webhookPath } from "../../src/app/receiver.ts";
import type { Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { type AppOnSandbox, sandboxWithShop, startOnSandbox } from "./app-on-sandbox.ts";
import { payload, secret, signedDelivery } from "./signed-delivery.ts";

let sandbox: Sandbox;
let running: AppOnSandbox;
let server: ReturnType<typeof createServer>;
let url: string;

beforeEach(async () => {
  sandbox = await sandboxWithShop();
  running = await startOnSandbox(sandbox);
  const { engine } = running.app;
  const probot = new Probot({
    appId: sandbox.app.id,
    privateKey: sandbox.privateKey,
    secret,
    logLevel: "fatal",
  });
  const middleware = await createNodeMiddleware(probotApp(engine.intake, healthRoutes(engine)), {
    probot,
    webhooksPath: webhookPath,
  });
  server = createServer((request, response) => {
    void middleware(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await running.app.stop(1_000);
  await sandbox.close();
});

test("what Probot receives is looked at, through createNodeMiddleware", async () => {
  const mona = sandbox.person("mona");
  sandbox.webhooks.passage = () => "drop";
  const { id } = sandbox.install("acme");
  const { number } = await mona.opens("acme/shop", { title: "Down", labels: ["incident"] });
  const { id: repository } = (await mona.asks("GET", "/repos/acme/shop")) as { id: number };
  const delivery = {
    ...payload({ labels: ["incident"] }),
    installation: { id },
    repository: { id: repository, full_name: "acme/shop" },
    issue: { number, labels: [{ name: "incident" }], body: "" },
  };
  const answer = await fetch(url + webhookPath, signedDelivery("issues", JSON.stringify(delivery)));
  expect(answer.status).toBe(200);
  await running.rest();
  const thread = await mona.readsThread({ repository: "acme/shop", number });
  expect(thread[0]?.body).toContain("<!-- allclear:card");
});

test("its health endpoints are served beside Probot's", async () => {
  expect(await (await fetch(`${url}/healthz`)).text()).toBe("alive\n");
});

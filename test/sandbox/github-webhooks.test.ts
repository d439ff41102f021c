import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Installation } from "../../src/sandbox/github/model/records.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { appJwt } from "../support/app-jwt.ts";

let sandbox: Sandbox;
let installation: Installation;
const on = { repository: "acme/web", number: 1 };

beforeEach(async () => {
  sandbox = await createSandbox();
  sandbox.organization("acme");
  sandbox.repository("acme/web", { collaborators: { tina: "triage" } });
  installation = sandbox.install("acme");
});

afterEach(() => sandbox.close());

const openOne = () => sandbox.person("tina").opens("acme/web", { title: "Down" });

describe("webhooks", () => {
  interface Received {
    headers: IncomingHttpHeaders;
    body: string;
  }
  let received: Received[];
  let receiver: Server;
  let status: number;

  beforeEach(async () => {
    received = [];
    status = 202;
    receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += String(chunk);
      });
      request.on("end", () => {
        received.push({ headers: request.headers, body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const address = receiver.address();
    const port = typeof address === "object" && address ? address.port : 0;
    sandbox.hookTo(`http://127.0.0.1:${port}/hook`);
  });

  afterEach(() => {
    receiver.closeAllConnections();
    receiver.close();
  });

  const asApp = (method: string, path: string) =>
    fetch(sandbox.url + path, {
      method,
      headers: { authorization: `Bearer ${appJwt(sandbox.app.id, sandbox.privateKey)}` },
    });

  test("arrive signed over their exact bytes, each under its own id", async () => {
    await openOne();
    await sandbox.person("tina").comments(on, "/ack");
    await sandbox.idle();
    for (const { headers, body } of received) {
      const mac = createHmac("sha256", sandbox.webhookSecret).update(body).digest("hex");
      expect(headers["x-hub-signature-256"]).toBe(`sha256=${mac}`);
    }
    const ids = received.map(({ headers }) => headers["x-github-delivery"]);
    expect(new Set(ids).size).toBe(2);
    expect(JSON.parse(received.at(-1)?.body ?? "")).toMatchObject({
      repository: { full_name: "acme/web" },
      organization: { login: "acme" },
      installation: { id: installation.id },
    });
  });

  test("of a workflow's doings reach Apps, sent by its bot", async () => {
    const token = sandbox.actionsToken("acme/web", { issues: "write" });
    await fetch(`${sandbox.url}/repos/acme/web/issues`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ title: "Deployment failed" }),
    });
    await sandbox.idle();
    expect(received.map(({ body }) => JSON.parse(body))).toMatchObject([
      {
        action: "opened",
        sender: { login: "github-actions[bot]", type: "Bot" },
        installation: { id: installation.id },
      },
    ]);
  });

  test("a failed one is listed, and repeated under the same GUID", async () => {
    status = 500;
    await openOne();
    await sandbox.idle();
    const listed: unknown = await (
      await asApp("GET", "/app/hook/deliveries?status=failure")
    ).json();
    expect(listed).toMatchObject([{ event: "issues", action: "opened", status_code: 500 }]);
    status = 202;
    const id = Array.isArray(listed) ? String(listed[0]?.id) : "";
    expect((await asApp("POST", `/app/hook/deliveries/${id}/attempts`)).status).toBe(202);
    await sandbox.idle();
    const guids = received.map(({ headers }) => headers["x-github-delivery"]);
    expect(guids[0]).toBe(guids[1]);
    expect(guids).toHaveLength(2);
  });

  test("nothing is repeated by itself", async () => {
    status = 500;
    await openOne();
    await sandbox.idle();
    expect(received).toHaveLength(1);
  });

  test.each([
    ["drop", 0],
    ["send", 1],
    ["twice", 2],
  ] as const)("passage %s brings %i", async (passage, count) => {
    sandbox.webhooks.passage = () => passage;
    await openOne();
    await sandbox.idle();
    expect(received).toHaveLength(count);
  });

  test("held ones arrive in the order they are let go", async () => {
    sandbox.webhooks.passage = () => "hold";
    await openOne();
    await sandbox.person("tina").comments(on, "/ack");
    expect(received).toHaveLength(0);
    sandbox.webhooks.release((held) => held.slice(1));
    await sandbox.idle();
    expect(received.map(({ headers }) => headers["x-github-event"])).toEqual(["issue_comment"]);
  });
});

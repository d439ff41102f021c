import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";

let sandbox: Sandbox;
let token: string;
let time: number;
const on = { repository: "acme/web", number: 1 };

beforeEach(async () => {
  time = Date.parse("2026-08-01T09:00:00Z");
  sandbox = await createSandbox({ now: () => new Date(time) });
  sandbox.organization("acme");
  sandbox.repository("acme/web", { collaborators: { tina: "triage" } });
  token = sandbox.tokens.forInstallation(sandbox.install("acme")).token;
  await sandbox.person("tina").opens("acme/web", { title: "Down" });
});

afterEach(() => sandbox.close());

function ask(method: string, path: string, body?: unknown) {
  return fetch(sandbox.url + path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe("disturbances", () => {
  const comment = () => ask("POST", "/repos/acme/web/issues/1/comments", { body: "card" });
  const thread = async () => (await sandbox.person("tina").readsThread(on)).length;

  test("a 502 can come instead of the write, or after it", async () => {
    sandbox.github.faults = () => ({ kind: "answer", status: 502 });
    expect((await comment()).status).toBe(502);
    sandbox.github.faults = () => ({ kind: "answer", status: 502, applied: true });
    expect((await comment()).status).toBe(502);
    sandbox.github.faults = () => undefined;
    expect(await thread()).toBe(1);
  });

  test("a connection can break before or after the write", async () => {
    for (const applied of [false, true]) {
      sandbox.github.faults = () => ({ kind: "reset", applied });
      await expect(comment()).rejects.toThrow("fetch failed");
    }
    sandbox.github.faults = () => undefined;
    expect(await thread()).toBe(1);
  });

  test("an answer can be cut short, or be a page for people", async () => {
    sandbox.github.faults = () => ({ kind: "truncated" });
    await expect((await comment()).json()).rejects.toThrow("JSON");
    sandbox.github.faults = () => ({ kind: "html" });
    expect((await comment()).headers.get("content-type")).toContain("text/html");
  });

  test("a list can miss the newest comment that is there by its id", async () => {
    sandbox.github.lag = 5_000;
    const { id } = await sandbox.person("tina").comments(on, "/ack");
    expect(await thread()).toBe(0);
    expect((await ask("GET", `/repos/acme/web/issues/comments/${id}`)).status).toBe(200);
    time += 5_000;
    expect(await thread()).toBe(1);
  });
});

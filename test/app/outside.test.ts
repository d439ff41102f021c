import { afterEach, beforeEach, expect, test } from "vitest";
import { openOutside } from "../../src/app/outside.ts";
import { Stop } from "../../src/reconcile/failure.ts";
import { knownOutside, type OutsideSettings } from "../../src/reconcile/outside-settings.ts";
import type { Page } from "../../src/reconcile/pager-port.ts";
import type { Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { InMemoryPager } from "../support/in-memory-pager.ts";
import { type AppOnSandbox, sandboxWithShop, startOnSandbox } from "./app-on-sandbox.ts";

const clock = { now: () => new Date("2026-11-22T02:30:00Z") };
const nothing: OutsideSettings = {
  pagerDutyKeys: new Map(),
  webhookUrls: new Map(),
  webhookKeys: [],
};

const config = `version: 1
levels: { SEV1: { escalate: default } }
escalation:
  policies: [{ name: default, levels: [{ page: ["pagerduty:checkout"] }] }]
suspects: { onDeclare: false }
runbooks: { onDeclare: false }
`;

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

test("the App pages whom the severity names, and says that somebody came", async () => {
  sandbox.repository("acme/night", {
    collaborators: { mona: "write" },
    files: { ".github/allclear.yml": config },
  });
  const pager = new InMemoryPager(["checkout"]);
  running = await startOnSandbox(sandbox, { outside: { pager } });
  const mona = sandbox.person("mona");
  const { number } = await mona.opens("acme/night", { title: "Checkout is down" });
  const on = { repository: "acme/night", number };
  await mona.labels(on, "incident");
  await mona.comments(on, "/sev 1");
  await running.rest();
  expect([...pager.open.values()]).toMatchObject([{ state: "triggered", severity: "critical" }]);
  await mona.comments(on, "/ack");
  await running.rest();
  expect([...pager.open.values()]).toMatchObject([{ state: "acknowledged" }]);
});

test("with nothing set up there is a pager that says what to set, and no chat", async () => {
  const { pager, webhooks, chat } = openOutside(nothing, clock);
  const message = { target: "teams", key: "1", body: "{}" };
  await expect(webhooks?.send(message)).rejects.toThrow('set WEBHOOK_URLS="teams=https://..."');
  for (const [by, variable] of [
    ["pagerduty", 'set PAGERDUTY_KEYS="checkout=<integration key>"'],
    ["webhook", 'set WEBHOOK_URLS="checkout=https://..."'],
  ] as const) {
    const paged = pager?.page({ ...page, target: { by, name: "checkout" } });
    await expect(paged).rejects.toThrow(Stop);
    await expect(paged).rejects.toThrow(variable);
  }
  expect(chat).toBeUndefined();
});

test("with a token there is a chat", () => {
  expect(openOutside({ ...nothing, slackToken: "xoxb-1-a" }, clock).chat).toBeDefined();
});

test("what is known of it is names, without what belongs to them", () => {
  const settings = {
    pagerDutyKeys: new Map([["checkout", "secret"]]),
    webhookUrls: new Map([["teams", "secret"]]),
    webhookKeys: ["secret"],
    slackToken: "secret",
  };
  expect(knownOutside(settings)).toEqual({
    pagerduty: new Set(["checkout"]),
    webhook: new Set(["teams"]),
    chat: true,
  });
});

const page: Omit<Page, "target"> = {
  ...{ action: "trigger", key: "1#12", severity: "critical", source: "acme/shop#12" },
  ...{ summary: "Checkout is down", url: "https://github.com/acme/shop/issues/12", details: {} },
};

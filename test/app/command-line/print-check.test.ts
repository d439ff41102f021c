import { afterAll, beforeAll, expect, test } from "vitest";
import { printCheck } from "../../../src/app/command-line/print-check.ts";
import { printPlan } from "../../../src/app/command-line/print-plan.ts";
import { BadEnvironment, type Environment } from "../../../src/app/environment.ts";
import type { Sandbox } from "../../../src/sandbox/github/sandbox.ts";
import { environmentOf, sandboxWithShop } from "../app-on-sandbox.ts";

let sandbox: Sandbox;
let number: number;

beforeAll(async () => {
  sandbox = await sandboxWithShop();
  const issue = { title: "Checkout is down", labels: ["incident"] };
  number = (await sandbox.person("mona").opens("acme/shop", issue)).number;
});
afterAll(() => sandbox.close());

const asApp = () => environmentOf(sandbox);

function withToken(): Environment {
  const { credentials: _, ...others } = environmentOf(sandbox);
  return { ...others, token: sandbox.person("mona").token };
}

const broken = "version: 1\nladder: sev9\n";

test("the check prints one row per thing and ends with 0 when nothing is missing", async () => {
  const { lines, exitCode } = await printCheck(["acme/shop"], asApp);
  expect(lines).toContainEqual(expect.stringMatching(/^ok {7}config/));
  expect(lines).toContainEqual(expect.stringMatching(/^ok {7}permission issues: write$/));
  expect(lines.at(-1)).toBe("Nothing is missing.");
  expect(exitCode).toBe(0);
});

test("the check says what to do about a broken config and ends with 1", async () => {
  sandbox.repository("acme/broken", { files: { ".github/allclear.yml": broken } });
  const { lines, exitCode } = await printCheck(["acme/broken"], asApp);
  expect(lines).toContainEqual(expect.stringMatching(/^MISSING {2}config.*sev9/));
  expect(exitCode).toBe(1);
});

const paging = `version: 1
escalation:
  policies:
    - name: default
      levels: [{ page: [mona, "pagerduty:checkout", "pagerduty:search", "webhook:pager"] }]
    - name: nights
      levels: [{ page: ["pagerduty:checkout"] }]
`;

test("the check says which pages are set up, each once and without a secret", async () => {
  sandbox.repository("acme/paging", { files: { ".github/allclear.yml": paging } });
  const outside = {
    pagerDutyKeys: new Map([["checkout", "integration-key-of-checkout"]]),
    webhookUrls: new Map(),
    webhookKeys: [],
  };
  const { lines, exitCode } = await printCheck(["acme/paging"], () => ({ ...asApp(), outside }));
  expect(lines.filter((line) => /page by/.test(line)).map((line) => line.trim())).toEqual([
    expect.stringMatching(/^ok {7}page by pagerduty:checkout$/),
    expect.stringMatching(
      /^MISSING {2}page by pagerduty:search .*add search=\.\.\. to PAGERDUTY_KEYS/,
    ),
    expect.stringMatching(/^MISSING {2}page by webhook:pager .*add pager=https:.* to WEBHOOK_URLS/),
  ]);
  expect(lines.join("\n")).not.toContain("integration-key");
  expect(exitCode).toBe(1);
});

const telling = `version: 1
levels:
  SEV1: { channels: ["slack:incidents", "webhook:teams", "webhook:status", "webhook:lost"] }
webhooks: [{ name: status, url: "https://status.example.com/1" }, { name: forgotten }]
`;

test.each([
  [undefined, "missing"],
  ["xoxb-1-a", "ok"],
])("the check says who could be told, with %j for Slack", async (slackToken, chat) => {
  sandbox.repository("acme/telling", { files: { ".github/allclear.yml": telling } });
  const outside = {
    pagerDutyKeys: new Map(),
    webhookUrls: new Map([["teams", "https://teams.example.com/secret"]]),
    webhookKeys: [],
    ...(slackToken !== undefined && { slackToken }),
  };
  const { lines } = await printCheck(["acme/telling"], () => ({ ...asApp(), outside }));
  const states = lines.flatMap((line) => {
    const [, state = "", what = ""] = /^(ok|MISSING) +(webhook \w+|chat)\b/.exec(line) ?? [];
    return what === "" ? [] : [[what, state.toLowerCase()]];
  });
  expect(Object.fromEntries(states)).toEqual({
    ...{ "webhook status": "ok", "webhook teams": "ok", chat },
    ...{ "webhook forgotten": "missing", "webhook lost": "missing" },
  });
  expect(lines.join("\n")).not.toMatch(/secret|xoxb-1/);
});

test("the plan prints what a look would do, and does nothing", async () => {
  const before = await sandbox.person("mona").readsThread({ repository: "acme/shop", number });
  const { lines } = await printPlan([`acme/shop#${number}`], asApp);
  expect(lines[0]).toBe(`acme/shop#${number}, looked at as allclear[bot]:`);
  expect(lines[1]).toBe("  1. create the card (generation 1)");
  expect(await sandbox.person("mona").readsThread({ repository: "acme/shop", number })).toEqual(
    before,
  );
});

test("the check works with a token, too", async () => {
  expect((await printCheck(["acme/shop"], withToken)).exitCode).toBe(0);
});

test("the plan refuses a token, to which the App's card is a stranger's", async () => {
  const plan = printPlan([`acme/shop#${number}`], withToken);
  await expect(plan).rejects.toThrow(BadEnvironment);
  await expect(plan).rejects.toThrow(
    /^APP_ID, PRIVATE_KEY and WEBHOOK_SECRET: got none of them; expected .* for example APP_ID=/,
  );
});

test.each([
  ["nothing", []],
  ["no repository", ["acme"]],
  ["a URL", ["https://github.com/acme/shop"]],
  ["an issue", ["acme/shop#1"]],
  ["two repositories", ["acme/shop", "acme/site"]],
])("the check refuses %s with the right form", async (_, given) => {
  await expect(printCheck(given, asApp)).rejects.toThrow(
    /^Arguments: got .+; expected one repository, for example npm run check -- acme\/shop$/,
  );
});

test.each([
  ["nothing", []],
  ["a repository", ["acme/shop"]],
  ["issue 0", ["acme/shop#0"]],
  ["a word as number", ["acme/shop#one"]],
])("the plan refuses %s with the right form", async (_, given) => {
  await expect(printPlan(given, asApp)).rejects.toThrow(
    /^Arguments: got .+; expected one issue, for example npm run plan -- "acme\/shop#42"$/,
  );
});

test("a repository we cannot see is said so", async () => {
  await expect(printCheck(["acme/secret"], asApp)).rejects.toThrow(
    /got "acme\/secret", which GitHub does not show us; expected one that the App is installed on/,
  );
});

test("without credentials it says which ones it takes", async () => {
  const { token: _, ...nobody } = withToken();
  await expect(printCheck(["acme/shop"], () => nobody)).rejects.toThrow(/APP_ID.*GITHUB_TOKEN/);
});

import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BadEnvironment, readEnvironment, secretsOf } from "../../src/app/environment.ts";
import { makeDirectory } from "../support/directory.ts";

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});
const privateKey = keys.privateKey.trim();
const integrationKey = "a".repeat(32);
const app = { APP_ID: "12345", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: "hush-hush-secret" };

let directory: Awaited<ReturnType<typeof makeDirectory>>;
beforeAll(async () => {
  directory = await makeDirectory();
});
afterAll(() => directory.remove());

function complaintsAbout(variables: Record<string, string>): string {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof BadEnvironment) return error.message;
    throw error;
  }
  return "";
}

test("with nothing set, the App does not exist yet and everything else has its default", () => {
  expect(readEnvironment({})).toEqual({
    apiUrl: "https://api.github.com",
    host: "127.0.0.1",
    port: 3000,
    storage: { kind: "directory", path: "./data" },
    stateKeys: [],
    outside: { pagerDutyKeys: new Map(), webhookUrls: new Map(), webhookKeys: [] },
    logLevel: "info",
    production: false,
  });
});

test("every variable of the contract is read", () => {
  const environment = readEnvironment({
    ...app,
    GITHUB_API_URL: "https://github.example.com/api/v3/",
    HOST: "0.0.0.0",
    PORT: "0",
    PUBLIC_URL: "https://allclear.example.com/",
    DATABASE_URL: "postgres://user:password@host:5432/allclear",
    DATA_DIR: "/data",
    STATE_KEYS: "0123456789abcdef, fedcba9876543210",
    PAGERDUTY_KEYS: `checkout=${integrationKey},\n default=${"b".repeat(32)}`,
    PAGERDUTY_URL: "https://events.eu.pagerduty.com/v2/enqueue",
    WEBHOOK_URLS: "teams=https://a.example.com/1?sig=x,y=z\n  mattermost=https://b.example.com/2",
    WEBHOOK_KEYS: `${"n".repeat(24)}, ${"o".repeat(24)}`,
    SLACK_TOKEN: "xoxb-1-a",
    LOG_LEVEL: "debug",
    NODE_ENV: "production",
    GITHUB_TOKEN: "token",
  });
  expect(environment).toEqual({
    credentials: { appId: 12345, privateKey, webhookSecret: "hush-hush-secret" },
    apiUrl: "https://github.example.com/api/v3",
    host: "0.0.0.0",
    port: 0,
    publicUrl: "https://allclear.example.com",
    storage: { kind: "postgres", url: "postgres://user:password@host:5432/allclear" },
    stateKeys: ["0123456789abcdef", "fedcba9876543210"],
    outside: {
      pagerDutyKeys: new Map([
        ["checkout", integrationKey],
        ["default", "b".repeat(32)],
      ]),
      pagerDutyUrl: "https://events.eu.pagerduty.com/v2/enqueue",
      webhookUrls: new Map([
        ["teams", "https://a.example.com/1?sig=x,y=z"],
        ["mattermost", "https://b.example.com/2"],
      ]),
      webhookKeys: ["n".repeat(24), "o".repeat(24)],
      slackToken: "xoxb-1-a",
    },
    logLevel: "debug",
    production: true,
    token: "token",
  });
});

test("blank variables count as not set", () => {
  expect(readEnvironment({ APP_ID: "", PORT: " ", STATE_KEYS: "", HOST: "" })).toEqual(
    readEnvironment({}),
  );
});

test("quotes that an env file has around its values do no harm", () => {
  const quoted = Object.entries(app).map(([name, value]) => [name, `"${value}"`]);
  expect(readEnvironment(Object.fromEntries(quoted))).toEqual(readEnvironment(app));
});

test("a private key may have \\n in place of its line breaks", () => {
  const flat = privateKey.replaceAll("\n", "\\n");
  const read = readEnvironment({ ...app, PRIVATE_KEY: flat });
  expect(read.credentials?.privateKey).toBe(privateKey);
});

test("a private key may lie in a file", () => {
  const path = join(directory.path, "key.pem");
  writeFileSync(path, privateKey);
  const { PRIVATE_KEY: _, ...others } = app;
  const read = readEnvironment({ ...others, PRIVATE_KEY_PATH: path });
  expect(read.credentials?.privateKey).toBe(privateKey);
});

test.each([
  ["APP_ID", { ...app, APP_ID: "my app" }, 'got "my app"'],
  ["APP_ID", { PRIVATE_KEY: privateKey, WEBHOOK_SECRET: "secret" }, "got nothing"],
  ["PRIVATE_KEY", { ...app, PRIVATE_KEY: "MIIEpAIBAA" }, "got a value of 10 characters"],
  ["PRIVATE_KEY", { APP_ID: "1", WEBHOOK_SECRET: "secret" }, "got nothing"],
  ["PRIVATE_KEY_PATH", { ...without("PRIVATE_KEY"), PRIVATE_KEY_PATH: "/no/key" }, '"/no/key"'],
  ["PRIVATE_KEY_PATH", { ...without("PRIVATE_KEY"), PRIVATE_KEY_PATH: "/dev/null" }, "/dev/null"],
  ["WEBHOOK_SECRET", { ...app, WEBHOOK_SECRET: "" }, "got nothing"],
  ["WEBHOOK_SECRET", { ...app, WEBHOOK_SECRET: "  " }, "got nothing"],
  ["GITHUB_API_URL", { GITHUB_API_URL: "api.github.com" }, 'got "api.github.com"'],
  ["GITHUB_API_URL", { GITHUB_API_URL: "ftp://github.com" }, "ftp"],
  ["PUBLIC_URL", { PUBLIC_URL: "allclear.example.com" }, "allclear.example.com"],
  ["PORT", { PORT: "70000" }, '"70000"'],
  ["PORT", { PORT: "-1" }, '"-1"'],
  ["PORT", { PORT: "three" }, '"three"'],
  ["HOST", { HOST: "http://here" }, '"http://here"'],
  ["DATABASE_URL", { DATABASE_URL: "mysql://user:hush@db/x" }, "got a value of 22 characters"],
  ["STATE_KEYS", { STATE_KEYS: "0123456789abcdef,short" }, "got a value of 22 characters"],
  ["LOG_LEVEL", { LOG_LEVEL: "loud" }, '"loud"'],
  ["PAGERDUTY_KEYS", { PAGERDUTY_KEYS: integrationKey }, "pair 1 of 1 does not begin with a name"],
  ["PAGERDUTY_KEYS", { PAGERDUTY_KEYS: "checkout=short" }, "the value of pair 1 of 1"],
  ["PAGERDUTY_URL", { PAGERDUTY_URL: "http://events.pagerduty.com" }, "no such URL"],
  ["WEBHOOK_URLS", { WEBHOOK_URLS: "a=https://b.c g" }, "pair 2 of 2"],
  ["WEBHOOK_URLS", { WEBHOOK_URLS: "a=https://b.c,d=https://e.f" }, "the value of pair 1 of 1"],
  ["WEBHOOK_URLS", { WEBHOOK_URLS: "a=http://b.c" }, "the value of pair 1 of 1"],
  ["WEBHOOK_URLS", { WEBHOOK_URLS: "a=https://user:pass@b.c" }, "the value of pair 1 of 1"],
  ["WEBHOOK_KEYS", { WEBHOOK_KEYS: `${"n".repeat(24)},whsec_short` }, "key 2 has 3 bytes"],
  ["SLACK_TOKEN", { SLACK_TOKEN: "xoxp-1-a" }, "does not begin with xoxb-"],
])("a wrong %s is refused in one line: %o", (name, variables, came) => {
  const lines = complaintsAbout(variables as Record<string, string>).split("\n");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`${name}: got`);
  expect(lines[0]).toContain(came);
  expect(lines[0]).toMatch(new RegExp(`; expected .+, for example ${name}=.+`));
});

test("all problems are named at once", () => {
  const said = complaintsAbout({ PORT: "x", LOG_LEVEL: "y", APP_ID: "z" });
  for (const name of ["PORT", "LOG_LEVEL", "APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"]) {
    expect(said).toContain(`${name}: got`);
  }
});

test("no complaint shows a secret", () => {
  const canary = "canary-5f2c1e";
  const said = complaintsAbout({
    APP_ID: `ghp_${canary.replaceAll("-", "")}0123456789`,
    PRIVATE_KEY: `-----BEGIN RSA PRIVATE KEY-----\\n${canary}`,
    DATABASE_URL: `mysql://user:${canary}@host`,
    STATE_KEYS: canary,
    PUBLIC_URL: `https://user:${canary}@host`,
    GITHUB_API_URL: `https://user:${canary}@host`,
    PAGERDUTY_KEYS: `checkout=${canary}`,
    PAGERDUTY_URL: `http://host/${canary}`,
    WEBHOOK_URLS: `https://host/${canary}`,
    WEBHOOK_KEYS: canary,
    SLACK_TOKEN: canary,
  });
  expect(said.split("\n").length).toBeGreaterThan(10);
  expect(said).not.toMatch(/canary/);
});

test("every secret is known to the log", () => {
  const secrets = {
    ...app,
    DATABASE_URL: "postgres://user:password@host:5432/allclear",
    STATE_KEYS: "0123456789abcdef",
    GITHUB_TOKEN: "token-of-a-person",
    PAGERDUTY_KEYS: `checkout=${integrationKey}`,
    WEBHOOK_URLS: "teams=https://a.example.com/1?sig=x",
    WEBHOOK_KEYS: "n".repeat(24),
    SLACK_TOKEN: "xoxb-1-a",
  };
  const { APP_ID: _, ...others } = secrets;
  const values = Object.values(others).map((value) => value.replace(/^(checkout|teams)=/, ""));
  expect([...secretsOf(readEnvironment(secrets))].sort()).toEqual(values.sort());
});

function without(name: keyof typeof app): Record<string, string> {
  const { [name]: _, ...others } = app;
  return others;
}

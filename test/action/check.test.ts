import { afterEach, expect, test } from "vitest";
import { openShop, type Shop } from "./shop.ts";

let shop: Shop;
afterEach(() => shop.sandbox.close());

const check = { mode: "check" };

test("one table in the summary, and a failure that names what is missing", async () => {
  shop = await openShop({ ".github/allclear.yml": "version: 1\nladder: nonsense\n" });
  const { status, log, summary, outputs } = await shop.run({ inputs: check });
  expect(status).toBe(1);
  expect(outputs).toEqual({ findings: "2" });
  expect(summary).toContain("## Setup of acme/shop");
  expect(summary).toMatch(/\| config .*\| 🔴 missing \|/);
  expect(log).toMatch(/::error::MISSING {2}config/);
});

const paging = `version: 1
escalation:
  policies:
    - name: default
      levels: [{ page: [mona, "pagerduty:checkout"] }, { page: ["webhook:pager"], wait: 10m }]
`;

test("who is paged stands in the summary, with what is not set up", async () => {
  shop = await openShop({ ".github/allclear.yml": paging });
  const key = "a".repeat(32);
  const variables = { PAGERDUTY_KEYS: `checkout=${key}`, STATE_KEYS: "0123456789abcdef" };
  const { status, log, summary } = await shop.run({ inputs: check, variables });
  expect(status).toBe(1);
  expect(summary).toMatch(/\| page by pagerduty:checkout \| 🟢 ok \|/);
  expect(summary).toMatch(/\| page by webhook:pager \| 🔴 missing \| .*WEBHOOK_URLS/);
  expect(summary).toMatch(/### Who is paged\n\n```mermaid\nflowchart TD\n {2}start\(\["default/);
  expect(log).toContain(`::add-mask::${key}`);
  expect(`${log.replace(`::add-mask::${key}`, "")}${summary}`).not.toContain(key);
});

test("a set up repository passes", async () => {
  shop = await openShop();
  const label = { name: "incident", color: "b60205" };
  await shop.mona.asks("POST", `/repos/${shop.repository}/labels`, label);
  const { status, log, summary, outputs } = await shop.run({ inputs: check });
  expect({ status, log }).toMatchObject({ status: 0 });
  expect(outputs).toEqual({ findings: "0" });
  expect(summary).toContain("| 🟢 ok |");
  expect(summary).toContain("issues: write and contents: read");
});

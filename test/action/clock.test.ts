import { afterAll, beforeAll, expect, test } from "vitest";
import type { Thread } from "../../src/sandbox/github/person.ts";
import { openShop, type Shop } from "./shop.ts";

const config = `version: 1
levels: { SEV1: { escalate: default } }
escalation:
  policies:
    - name: default
      levels: [{ page: [eve], wait: 5m }, { page: [mona, "webhook:pager"], wait: 1d }]
suspects: { onDeclare: false }
runbooks: { onDeclare: false }
`;

let shop: Shop;
let on: Thread;
beforeAll(async () => {
  const now = () => new Date(Date.now() - 12 * 60_000);
  shop = await openShop({ ".github/allclear.yml": config }, now);
  const { mona, repository } = shop;
  const { number } = await mona.opens(repository, { title: "Checkout is down" });
  on = { repository, number };
  await mona.labels(on, "incident");
  await mona.comments(on, "/sev 1");
});
afterAll(() => shop.sandbox.close());

const remind = () => shop.run({ inputs: { mode: "remind" } });
const pagesOn = async () =>
  (await shop.mona.readsThread(on)).filter(({ body }) => body.includes("allclear:page"));

test("remind pages whoever should have been, and says how late everything is", async () => {
  const { status, log, summary, outputs } = await remind();
  expect({ status, log }).toMatchObject({ status: 0 });
  expect(Number(outputs.findings)).toBeGreaterThan(1);
  expect(summary).toMatch(/\| page: level \d of default \| due \| \d+ min \|/);
  expect(summary).toMatch(/\| update \| overdue \| \d+ min \|/);
  const [page] = await pagesOn();
  expect(page?.body).toContain("@mona");
  expect(page?.body).toContain('set WEBHOOK_URLS="pager=');
});

test("the next run says nothing of it again", async () => {
  const { status, summary } = await remind();
  expect(status).toBe(0);
  expect(summary).not.toContain("page: level");
  expect(await pagesOn()).toHaveLength(1);
});

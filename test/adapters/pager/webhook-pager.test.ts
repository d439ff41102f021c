import { expect, test } from "vitest";
import { createPager } from "../../../src/adapters/pager/create-pager.ts";
import { createWebhookPager } from "../../../src/adapters/pager/webhook-pager.ts";
import type { Page } from "../../../src/reconcile/pager-port.ts";
import { outage, pagerContract } from "../../contracts/pager.ts";
import { follow, InMemoryPager, type OpenAlert, slotOf } from "../../support/in-memory-pager.ts";
import { InMemoryWebhooks } from "../../support/in-memory-webhooks.ts";

const urls = new Map(["checkout", "search"].map((name) => [name, `https://${name}.example.com/`]));
const target = { by: "webhook", name: "checkout" } as const;

// A repetition has the key of what it repeats, so whoever receives messages sees each step once.
pagerContract("a webhook", "webhook", async () => {
  const webhooks = new InMemoryWebhooks(urls);
  return {
    pager: createWebhookPager(webhooks),
    get open() {
      return openAt(webhooks);
    },
    setMood(mood) {
      for (const url of urls.values()) webhooks.setMood(url, mood);
    },
  };
});

test("A webhook is told everything but where it is", async () => {
  const webhooks = new InMemoryWebhooks(urls);
  await createWebhookPager(webhooks).page({ ...outage, target });
  const [body = ""] = webhooks.heldAt("https://checkout.example.com/");
  expect(JSON.parse(body)).toEqual({
    action: "trigger",
    key: "1#12",
    summary: "SEV1: checkout answers 500",
    severity: "critical",
    source: "octo-org/shop#12",
    url: "https://github.com/octo-org/shop/issues/12",
    details: { commander: "mona", services: "checkout, cart" },
  });
});

test("A page goes to the pager of its target, and to no other", async () => {
  const [pagerduty, webhook] = [new InMemoryPager(["checkout"]), new InMemoryPager(["checkout"])];
  const pager = createPager({ pagerduty, webhook });
  await pager.page({ ...outage, target });
  expect([pagerduty.open.size, webhook.open.size]).toEqual([0, 1]);
  await pager.page({ ...outage, target: { ...target, by: "pagerduty" } });
  expect([pagerduty.open.size, webhook.open.size]).toEqual([1, 1]);
});

function openAt(webhooks: InMemoryWebhooks): ReadonlyMap<string, OpenAlert> {
  const open = new Map<string, OpenAlert>();
  for (const [name, url] of urls) {
    for (const body of webhooks.heldAt(url)) {
      const page = JSON.parse(body) as Page;
      follow(open, slotOf({ name }, page.key), page);
    }
  }
  return open;
}

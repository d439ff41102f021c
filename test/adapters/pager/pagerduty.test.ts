import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPagerDuty } from "../../../src/adapters/pager/pagerduty.ts";
import { createHttpsPost } from "../../../src/adapters/webhook/https-post.ts";
import { Again, Stop } from "../../../src/reconcile/failure.ts";
import type { Page, Pager } from "../../../src/reconcile/pager-port.ts";
import { outcome } from "../../contracts/outcome.ts";
import { outage, pagerContract } from "../../contracts/pager.ts";
import { answerWith, type HttpsStandIn, startHttpsStandIn } from "../../support/https-stand-in.ts";
import { PagerDutyStandIn, type Trouble } from "../../support/pagerduty-stand-in.ts";

const checkoutKey = "e93facc04764012d7bfb002500d5d1a6";
const searchKey = "737ea619db564d41bd9824063e1f6b08";
const strangerKey = "0123456789abcdef0123456789abcdef";
const services = new Map([
  [checkoutKey, "checkout"],
  [searchKey, "search"],
]);
const page: Page = { ...outage, target: { by: "pagerduty", name: "checkout" } };

let standIn: HttpsStandIn;
let pagerDuty: PagerDutyStandIn;
let waited: number[];
beforeAll(async () => {
  standIn = await startHttpsStandIn(["events.pagerduty.com", "events.eu.pagerduty.com"]);
});
beforeEach(() => {
  pagerDuty = new PagerDutyStandIn(standIn, services);
  waited = [];
});
afterAll(() => standIn.close());

function pagerFor(change: { key?: string; url?: string; timeoutMs?: number } = {}): Pager {
  const { key = checkoutKey, timeoutMs = 10_000, ...more } = change;
  const clock = { now: () => new Date("2030-01-01T12:00:00Z") };
  return createPagerDuty({
    keys: new Map([
      ["checkout", key],
      ["search", searchKey],
      ["", ""],
    ]),
    post: createHttpsPost({ clock, network: standIn.network, timeoutMs }),
    sleep: async (ms) => waited.push(ms),
    ...more,
  });
}

async function failure(pager: Pager, change: Partial<Page> = {}): Promise<Again | Stop> {
  const thrown = await pager.page({ ...page, ...change }).catch((error: unknown) => error);
  if (thrown instanceof Again || thrown instanceof Stop) return thrown;
  throw new Error(`Expected a failure, got ${thrown}`);
}

pagerContract("PagerDuty", "pagerduty", async () => ({
  pager: pagerFor(),
  open: pagerDuty.open,
  setMood(mood) {
    if (mood === "fine") pagerDuty.mend();
    else pagerDuty.break(mood === "down" ? "down" : "forbidden");
  },
}));

test("An event says all that PagerDuty's format has a place for", async () => {
  await pagerFor().page(page);
  await pagerFor().page({ ...page, action: "resolve" });
  expect(pagerDuty.accepted).toEqual([
    {
      routing_key: checkoutKey,
      event_action: "trigger",
      dedup_key: "1#12",
      payload: {
        summary: "SEV1: checkout answers 500",
        source: "octo-org/shop#12",
        severity: "critical",
        custom_details: { commander: "mona", services: "checkout, cart" },
      },
      links: [{ href: page.url, text: "octo-org/shop#12" }],
      client: "Allclear",
      client_url: page.url,
    },
    { routing_key: checkoutKey, event_action: "resolve", dedup_key: "1#12" },
  ]);
});

test("What is too long for PagerDuty is cut, so that somebody is woken all the same", async () => {
  const details = { summary: "🚒".repeat(400_000), services: "checkout" };
  await pagerFor().page({ ...page, summary: "x".repeat(5000), details });
  const { summary, custom_details } = pagerDuty.accepted[0]?.payload ?? {};
  expect(summary).toBe(`${"x".repeat(1023)}…`);
  expect(custom_details).toEqual({ services: "checkout", summary: `${"🚒".repeat(999)}…` });
});

test("An account in another region is called there", async () => {
  const before = standIn.received.length;
  await pagerFor({ url: "https://events.eu.pagerduty.com/v2/enqueue" }).page(page);
  expect(standIn.received.slice(before).map(({ host }) => host)).toEqual([
    "events.eu.pagerduty.com",
  ]);
});

describe("A hiccup costs no look:", () => {
  test.each<Trouble>(["down", "broken", "html in a 502", "slow"])(
    "somebody is woken at the third try when PagerDuty is %s",
    async (trouble) => {
      pagerDuty.break(trouble, 2);
      const timeoutMs = trouble === "slow" ? 200 : 10_000;
      expect(await outcome(pagerFor({ timeoutMs }).page(page))).toBe("done");
      expect(pagerDuty.woken).toBe(1);
      expect(waited).toEqual([500, 2000]);
    },
  );

  test("an event whose answer was lost wakes nobody twice", async () => {
    pagerDuty.break("lost", 2);
    expect(await outcome(pagerFor().page(page))).toBe("done");
    expect(pagerDuty.accepted).toHaveLength(3);
    expect(pagerDuty.woken).toBe(1);
  });
});

describe("A failure is again or stop:", () => {
  test.each<readonly [Trouble, number, string, number | undefined]>([
    ["down", 3, "again", undefined],
    ["broken", 3, "again", undefined],
    ["html in a 502", 3, "again", undefined],
    ["broken for a minute", 1, "again", 60_000],
    ["limited", 1, "again", undefined],
    ["limited for a minute", 1, "again", 60_000],
    ["limit in a 200", 1, "again", undefined],
    ["html in a 200", 1, "again", undefined],
    ["error in a 200", 1, "stop: refused", undefined],
    ["forbidden", 1, "stop: refused", undefined],
    ["moved", 1, "stop: refused", undefined],
  ])("%s, after %i tries: %s", async (trouble, tries, expected, afterMs) => {
    pagerDuty.break(trouble);
    const before = standIn.received.length;
    const thrown = await failure(pagerFor());
    expect(await outcome(Promise.reject(thrown))).toBe(expected);
    expect(thrown instanceof Again ? thrown.afterMs : undefined).toBe(afterMs);
    expect(standIn.received.length - before).toBe(tries);
    expect(pagerDuty.open.size).toBe(0);
  });

  test.each<readonly [string, Partial<Page>, string]>([
    ["a key that is too long", { key: "k".repeat(256) }, "dedup_key"],
    ["no summary", { summary: "" }, "summary"],
    ["no source", { source: "" }, "source"],
    ["a link that is none", { url: "nowhere" }, "links"],
  ])("PagerDuty's own words about %s", async (_, change, word) => {
    const thrown = await failure(pagerFor(), change);
    expect(thrown).toBeInstanceOf(Stop);
    expect(thrown.message).toContain("PagerDuty (checkout) answered 400: Event object is invalid");
    expect(thrown.message).toContain(word);
  });

  test("what to set where a service is not known", async () => {
    const thrown = await failure(pagerFor(), { target: { by: "pagerduty", name: "billing" } });
    expect(thrown).toMatchObject({ reason: "unsupported" });
    expect(thrown.message).toContain('set PAGERDUTY_KEYS="billing=<integration key>"');
  });

  test("an address that may not be called", async () => {
    const pager = pagerFor({ url: "https://127.0.0.1/v2/enqueue" });
    expect(await outcome(pager.page(page))).toBe("stop: unsupported");
  });
});

describe("The routing key is in no error", () => {
  test.each([
    ["a key PagerDuty does not know", strangerKey],
    ["a key that is too short", "0123456789abcdef"],
  ])("about %s", async (_, key) => {
    const thrown = await failure(pagerFor({ key }));
    expect(thrown).toMatchObject({ reason: "refused" });
    expect(`${thrown.message} ${thrown.stack}`).not.toContain(key);
    expect(thrown.message).toMatch(/routing[ _]key/);
  });

  test.each([
    ["repeats it", `Invalid key ${checkoutKey}`],
    ["repeats it right where the quote ends", `${"x".repeat(165)} ${checkoutKey}`],
  ])("though PagerDuty's answer %s", async (_, message) => {
    for (const status of [400, 403, 429, 500]) {
      standIn.answer(answerWith(status, { status: "invalid event", message }));
      const thrown = await failure(pagerFor());
      expect(thrown.message).toContain(`answered ${status}: ${message.slice(0, 9)}`);
      expect(`${thrown.message} ${thrown.stack}`).not.toContain(checkoutKey.slice(0, 6));
    }
  });
});

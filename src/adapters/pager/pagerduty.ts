import { setTimeout as delay } from "node:timers/promises";
import type { Page, Pager } from "../../reconcile/pager-port.ts";
import { eventOf } from "./pagerduty-event.ts";
import type { Post, PostOutcome } from "./post.ts";
import { isBrief, notConfigured, sortOutcome } from "./sort-outcome.ts";

interface PagerDutyOptions {
  /** Integration keys by the name that config gives a service. */
  readonly keys: ReadonlyMap<string, string>;
  readonly post: Post;
  /** Elsewhere for accounts in the European region: https://events.eu.pagerduty.com/v2/enqueue */
  readonly url?: string;
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/** Pages through PagerDuty's Events API v2. */
export function createPagerDuty(options: PagerDutyOptions): Pager {
  const { keys, post, url = "https://events.pagerduty.com/v2/enqueue", sleep = delay } = options;
  const target = new URL(url);
  return {
    async page(page) {
      const { name } = page.target;
      const routingKey = keys.get(name);
      if (!routingKey) throw notConfigured(name);
      const send = () => post(callOf(target, page, routingKey));
      const outcome = await patiently(send, sleep);
      const failure = sortOutcome(outcome, { name, routingKey });
      if (failure !== undefined) throw failure;
    },
  };
}

function callOf(url: URL, page: Page, routingKey: string) {
  const headers = { "content-type": "application/json" };
  return { url, headers, body: eventOf(page, routingKey) };
}

/** Short, since a look waits for them and somebody sleeps through them. */
const waitsMs = [500, 2000];

// The key makes a repetition harmless, so a hiccup need not cost a whole look.
async function patiently(
  send: () => Promise<PostOutcome>,
  sleep: (ms: number) => Promise<unknown>,
): Promise<PostOutcome> {
  let outcome = await send();
  for (const wait of waitsMs) {
    if (!isBrief(outcome)) break;
    await sleep(wait);
    outcome = await send();
  }
  return outcome;
}

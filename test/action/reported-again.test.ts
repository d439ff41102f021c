import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorld } from "../../action/open-world.ts";
import { sayReportedAgain } from "../../action/reported-again.ts";
import { runUntilRest } from "../../action/run-until-rest.ts";
import { openShop, type Shop } from "./shop.ts";

/** How far the clocks of the run and of GitHub were put forward: waiting takes no time. */
let aheadMs: number;
const now = () => new Date(Date.now() + aheadMs);
let shop: Shop;
beforeEach(async () => {
  aheadMs = 0;
  shop = await openShop({}, now);
});
afterEach(() => shop.sandbox.close());

async function secondRun() {
  const { sandbox, repository } = shop;
  const token = sandbox.actionsToken(repository, { issues: "write", contents: "read" });
  const runner = {
    ...{ repository, apiUrl: sandbox.url, serverUrl: sandbox.url, runId: 2, actor: "mona" },
    ...{ event: { name: "push", payload: {} }, sha: "0".repeat(40), stateKeys: [] },
    outside: { pagerDutyKeys: new Map(), webhookUrls: new Map(), webhookKeys: [] },
  };
  const say = { info: () => undefined, warn: () => undefined };
  const { place, world } = await openWorld({ token, runner }, say);
  return {
    ...{ place, runner, say },
    world: { ...world, clock: { now } },
    sleep: async (ms: number) => {
      aheadMs += ms;
    },
  };
}

test.each([
  ["was lost", true],
  ["tells of nothing done", false],
])("one comment, though its answer %s and lists lag behind", async (_, applied) => {
  const { number } = await shop.mona.opens(shop.repository, { title: "Checkout is down" });
  const { github } = shop.sandbox;
  github.lag = 10_000;
  let left = 1;
  github.faults = ({ method, path }) => {
    if (method !== "POST" || !path.endsWith("/comments")) return undefined;
    left -= 1;
    return left === 0 ? { kind: "reset", applied } : undefined;
  };
  const run = await secondRun();
  const settings = await run.world.settings.read({ ...run.place, issue: 0, seen: {} });
  await runUntilRest(() => sayReportedAgain(run, { issue: number, settings }), run);
  expect(left).toBeLessThanOrEqual(0);
  aheadMs += github.lag;
  const thread = await shop.mona.readsThread({ repository: shop.repository, number });
  expect(thread.map(({ body }) => body.slice(0, 19))).toEqual(["Reported again once"]);
});

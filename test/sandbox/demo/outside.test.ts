import { expect, test } from "vitest";
import type { Page } from "../../../src/reconcile/pager-port.ts";
import { pagesAre, roomIsArchived, roomSays } from "../../../src/sandbox/demo/expectations.ts";
import type { SeenOutside } from "../../../src/sandbox/demo/outside.ts";
import { quietPager } from "../../../src/sandbox/demo/pager.ts";
import type { Seen } from "../../../src/sandbox/demo/scene.ts";
import { openSlack } from "../../../src/sandbox/demo/slack.ts";
import { openStatusPage } from "../../../src/sandbox/demo/status-page.ts";

const page = (action: Page["action"], key = "1"): Page => ({
  ...{ action, key, summary: "SEV1: Checkout", severity: "critical" },
  target: { by: "pagerduty", name: "checkout" },
  ...{ source: "acme/shop#7", url: "https://github.com/acme/shop/issues/7", details: {} },
});

const seeing = (outside: Partial<SeenOutside>): Seen => {
  const nothing: SeenOutside = { pages: [], room: undefined, statusPage: [] };
  return { outside: { ...nothing, ...outside } } as Seen;
};

test("a page rings once, however often it is sent, until somebody takes it", async () => {
  const pager = quietPager();
  for (const action of ["trigger", "trigger", "acknowledge", "trigger"] as const) {
    await pager.page(page(action));
  }
  await pager.page(page("trigger", "2"));
  await pager.page(page("resolve", "3"));
  expect(pager.seen().map(({ state }) => state)).toEqual(["acknowledged", "rings"]);
  const seen = seeing({ pages: pager.seen() });
  expect(pagesAre("PagerDuty checkout acknowledged", "PagerDuty checkout rings")(seen)).toBe(
    undefined,
  );
  expect(pagesAre("PagerDuty checkout rings")(seen)).toContain("acknowledged, PagerDuty");
});

test("a status page shows each message once", async () => {
  const statusPage = openStatusPage();
  for (const key of ["a", "b", "a"]) {
    await statusPage.send({ target: "status-page", key, body: JSON.stringify({ text: key }) });
  }
  expect(statusPage.seen()).toEqual(["a", "b"]);
});

test("a room in Slack is seen as people see it, from its first word to its end", async () => {
  const slack = await openSlack();
  try {
    expect(await slack.see("inc-shop-7")).toBeUndefined();
    const wish = { name: "inc-shop-7", topic: "SEV1 & rising" };
    const room = await slack.chat.carryOut({ kind: "open-channel", ...wish });
    const message = { title: "Status update", text: "Slow <again>", url: "https://github.com" };
    await slack.chat.carryOut({ kind: "post", room, key: "a", message });
    const seen = seeing({ room: await slack.see("inc-shop-7") });
    expect(roomSays("SEV1 & rising", "Status update\nSlow <again>")(seen)).toBeUndefined();
    expect(roomSays("Resolved")(seen)).toContain("Resolved");
    expect(roomIsArchived(seen)).toBe("the room is not archived");
    await slack.chat.carryOut({ kind: "archive", room });
    expect(roomIsArchived(seeing({ room: await slack.see("inc-shop-7") }))).toBeUndefined();
  } finally {
    await slack.close();
  }
});

import { describe, expect, it, test } from "vitest";
import { postmortemMarker } from "../../../src/core/card/markers.ts";
import { withRows } from "../../../src/core/postmortem/checklist.ts";
import { matchKnown } from "../../../src/core/postmortem/known.ts";
import { costOf } from "../card/cost-of.ts";
import { anItem, web } from "./items.ts";

const postmortem = (number: number, ...texts: string[]) => {
  const items = texts.map((text, at) => anItem(at + 1, { text }));
  const marker = postmortemMarker({ repository: 77, issue: number - 1 });
  const facts = "## Facts\n\n- **Services** checkout-api, web\n\n## Action items\n\nhint\n\n";
  return {
    ...{ number, title: "Postmortem: Card payments stuck", url: `https://x.example/${number}` },
    createdAt: "2026-08-01T10:00:00Z",
    body: withRows(`${facts}${marker}`, items, web),
  };
};
const incident = (title: string, more = {}) => ({
  ...{
    title,
    body: "",
    labels: [],
    services: ["checkout-api"],
    at: "2026-09-11T12:00:00Z",
    ...more,
  },
});
const known = (facts: ReturnType<typeof incident>, ...all: ReturnType<typeof postmortem>[]) =>
  matchKnown(facts, all).map(({ promised }) => [promised.incident, promised.row.number]);

const queue = postmortem(8, "Alert on the queue length", "Rotate certificates earlier");
const others = { services: ["search"] };

describe("what an earlier postmortem promised", () => {
  test.each([
    ["one service and a word", incident("Queue is full"), [[7, 1]]],
    [
      "one service in other letters",
      incident("Queues grow", { services: ["Checkout-API"] }),
      [[7, 1]],
    ],
    ["one service and no word", incident("Login is broken"), []],
    ["one service and its own name only", incident("checkout api is broken"), []],
    ["one service and words that say nothing", incident("Alert: error on production again"), []],
    ["no service and one word", incident("Queue is full", others), []],
    ["no service and three words", incident("Card payments: queue", others), [[7, 1]]],
    ["words of a label", incident("It is slow", { labels: ["area: queue"] }), [[7, 1]]],
    ["words of the description", incident("It is slow", { body: "the queue grows" }), [[7, 1]]],
    ["words in a hidden hint", incident("It is slow", { body: "<!-- queue? -->" }), []],
    ["words in an address", incident("See https://a.example/queue"), []],
  ])("speaks of a new incident with %s", (_what, facts, expected) => {
    expect(known(facts, queue)).toEqual(expected);
  });

  it("counts only while it is open", () => {
    const ticked = { ...queue, body: queue.body.replace("[ ] **1.**", "[x] **1.**") };
    expect(known(incident("Queue is full"), ticked)).toEqual([]);
  });

  it("comes best first, and no more than three", () => {
    const all = [1, 2, 3, 4].map((at) => postmortem(10 * at, "Alert on the queue"));
    const best = postmortem(50, "Alert on the queue of late refunds");
    const found = matchKnown(incident("Late refunds fill the queue"), [...all, best]);
    expect(found).toHaveLength(3);
    expect(found[0]?.promised.postmortem.number).toBe(50);
    expect(found[0]?.words).toEqual(["queue", "late", "refund"]);
  });

  test.each([
    ["2026-09-11T09:59:59Z", 40],
    ["2026-09-11T10:00:00Z", 41],
    ["2026-08-01T10:00:00Z", 0],
    ["2026-07-01T10:00:00Z", undefined],
    ["", undefined],
  ])("is known for whole days: at %s for %s", (at, days) => {
    expect(matchKnown(incident("Queue", { at }), [queue])[0]?.days).toBe(days);
  });

  it("is looked through in little time", () => {
    const hundred = Array.from({ length: 100 }, (_, at) =>
      postmortem(at + 2, "Alert on the queue"),
    );
    const facts = incident("Queue", { body: "word ".repeat(12_000) });
    expect(costOf(() => matchKnown(facts, hundred))).toBeLessThan(1_000);
  });
});

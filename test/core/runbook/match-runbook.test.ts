import { describe, expect, it, test } from "vitest";
import { matchRunbook } from "../../../src/core/runbook/match-runbook.ts";
import type { Runbook } from "../../../src/core/runbook/runbook.ts";
import { rows } from "./incidents.ts";
import { runbookOf, shipped } from "./shipped.ts";

const nothing = { title: "", body: "", labels: [], services: [], alerts: [] };

function own(name: string, is: Partial<Runbook>): Runbook {
  return { ...runbookOf("- look"), name, title: name, ...is };
}

describe("an incident called", () => {
  test.each(rows)("$title gets $runbook", ({ title, body = "", labels = [], runbook }) => {
    const found = matchRunbook({ ...nothing, title, body, labels }, shipped);
    expect(found?.runbook.name).toBe(runbook);
  });

  it("has as many examples as it takes to believe it", () => {
    const matched = rows.filter(({ runbook }) => runbook !== undefined);
    expect(matched.length).toBeGreaterThanOrEqual(70);
    expect(rows.length - matched.length).toBeGreaterThanOrEqual(40);
    expect(new Set(matched.map(({ runbook }) => runbook))).toEqual(
      new Set(shipped.map(({ name }) => name)),
    );
  });
});

describe("the match", () => {
  it("says why, in words", () => {
    const runbook = own("checkout", { services: ["checkout-api"], words: ["latency", "slow"] });
    const facts = { ...nothing, title: "Latency is high", services: ["Checkout-API"] };
    expect(matchRunbook(facts, [runbook])?.why).toBe(
      'it is for checkout-api and the title says "latency"',
    );
  });

  it("counts what the title says already only once", () => {
    const runbook = own("a", { words: ["lag"] });
    const said = { ...nothing, body: "lag lag lag" };
    expect(matchRunbook(said, [runbook])).toBeUndefined();
    expect(matchRunbook({ ...said, title: "lag" }, [runbook])?.why).toBe('the title says "lag"');
  });

  it("takes the first of equals, so that the nearest comes first", () => {
    const first = own("first", { words: ["latency"] });
    const second = own("second", { words: ["latency"] });
    const facts = { ...nothing, title: "latency" };
    expect(matchRunbook(facts, [first, second])?.runbook.name).toBe("first");
    expect(matchRunbook(facts, [second, first])?.runbook.name).toBe("second");
  });

  it("prefers a runbook for the service over one for a word", () => {
    const general = own("general", { words: ["latency"] });
    const special = own("special", { services: ["checkout"] });
    const facts = { ...nothing, title: "latency", services: ["checkout"] };
    expect(matchRunbook(facts, [general, special])?.runbook.name).toBe("special");
  });

  it.each([
    [
      "an alert's name",
      { alerts: ["HighLatency"] },
      { alerts: ["highlatency"] },
      "the alert HighLatency fires",
    ],
    [
      "an alert in the title",
      { alerts: ["HighLatency"] },
      { title: "[FIRING] HighLatency" },
      "the alert HighLatency fires",
    ],
    [
      "a label within a label",
      { labels: ["database"] },
      { labels: ["area/Database"] },
      "the issue has the label database",
    ],
    [
      "a service in the title",
      { services: ["shop-web"] },
      { title: "shop-web down" },
      "the title names shop-web",
    ],
    [
      "full-width letters",
      { words: ["latency"] },
      { title: "ｌａｔｅｎｃｙ" },
      'the title says "latency"',
    ],
    [
      "two signs that belong together, in any order",
      { words: ["db|database + slow|down"] },
      { title: "Down again: the database" },
      'the title says "database" and "down"',
    ],
    [
      "an alert in a link",
      { alerts: ["HighLatency"] },
      { body: "https://alerts.example.com/HighLatency" },
      "the alert HighLatency fires",
    ],
    ["a plural", { words: ["timeout"] }, { title: "Timeouts!" }, 'the title says "timeout"'],
  ])("knows %s", (_what, is, facts, why) => {
    expect(matchRunbook({ ...nothing, ...facts }, [own("a", is)])?.why).toBe(why);
  });

  it.each([
    ["a part of a word", { words: ["slow"] }, { title: "slowakia" }],
    ["one word of the body", { words: ["latency"] }, { body: "latency" }],
    ["a service the body names", { services: ["web"] }, { body: "web" }],
    ["what only a hidden comment says", { words: ["a", "b", "c"] }, { body: "<!-- a b c" }],
    ["one of two signs", { words: ["db|database + slow|down"] }, { title: "database" }],
    [
      "two signs apart in the body",
      { words: ["db + down", "db + gone"] },
      { body: "db down gone" },
    ],
    ["a word in a link", { words: ["latency"] }, { title: "https://example.com/latency" }],
    ["a service in a link", { services: ["web"] }, { title: "https://example.com/web" }],
    ["a word of signs alone", { words: ["***"] }, { title: "*** ***" }],
  ])("is not made by %s", (_what, is, facts) => {
    expect(matchRunbook({ ...nothing, ...facts }, [own("a", is)])).toBeUndefined();
  });

  it("is quick, whatever the body is made of", () => {
    const many = Array.from({ length: 88 }, (_, at) =>
      own(`own-${at}`, { words: Array.from({ length: 40 }, (__, word) => `a b ${word}`) }),
    );
    const bodies = ["a b ", "<!--", "@", "a.", "a/", "a.a/", "://", "http://"];
    for (const body of bodies.map((piece) => piece.repeat(65_000 / piece.length))) {
      const start = process.cpuUsage();
      matchRunbook({ ...nothing, title: "a b", body }, many);
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1000).toBeLessThan(250);
    }
  });
});

import { describe, expect, test } from "vitest";
import { isChange, keyOf } from "../../../src/core/rollback/suspects/candidate.ts";
import { rank } from "../../../src/core/rollback/suspects/rank.ts";
import { makeHistory } from "../../../src/sandbox/culprits/history.ts";
import { culpritKinds } from "../../../src/sandbox/culprits/kinds.ts";

const seeds = Array.from({ length: 200 }, (_, at) => at + 1);
const histories = seeds.map(makeHistory);

describe("a made-up history", () => {
  test("is the same for the same seed, and another one for another", () => {
    const asText = (seed: number) => JSON.stringify(makeHistory(seed));
    for (const seed of [1, 7, 4_000_000_000]) expect(asText(seed)).toBe(asText(seed));
    expect(new Set(seeds.map(asText)).size).toBe(seeds.length);
  });

  test("has its culprit among the candidates, once, before the start and within a day", () => {
    for (const { candidates, culprit, startedAt } of histories) {
      const found = candidates.filter((candidate) => keyOf(candidate) === culprit);
      expect(found).toHaveLength(1);
      const before = Date.parse(startedAt) - Date.parse(found[0]?.at ?? "");
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThanOrEqual(24 * 3_600_000);
    }
  });

  test("never loses its culprit in a ranking", () => {
    for (const { candidates, culprit, startedAt, territory } of histories) {
      const ranked = rank(candidates, { startedAt, territory });
      expect(ranked.map(({ candidate }) => keyOf(candidate))).toContain(culprit);
    }
  });

  test("names each candidate differently", () => {
    for (const { candidates } of histories) {
      expect(new Set(candidates.map(keyOf)).size).toBe(candidates.length);
    }
  });
});

test("all kinds of culprits occur, amid noise before and after", () => {
  expect(new Set(histories.map(({ kind }) => kind))).toEqual(new Set(Object.keys(culpritKinds)));
  for (const { candidates, startedAt, culprit } of histories) {
    const others = candidates.filter((candidate) => keyOf(candidate) !== culprit);
    expect(others.length).toBeGreaterThan(0);
    for (const { at } of others) {
      expect(Math.abs(Date.parse(startedAt) - Date.parse(at))).toBeLessThan(48 * 3_600_000);
    }
  }
  const late = histories.filter(({ candidates, startedAt }) =>
    candidates.some(({ at }) => Date.parse(at) > Date.parse(startedAt)),
  );
  expect(late.length).toBeGreaterThan(histories.length / 2);
});

test("the culprit was live when the incident started, as far as GitHub was told", () => {
  for (const { candidates, culprit } of histories) {
    const found = candidates.find((candidate) => keyOf(candidate) === culprit);
    if (found === undefined || !isChange(found)) continue;
    expect(found.live.state).not.toBe("not-deployed");
  }
});

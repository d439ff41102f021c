import fc from "fast-check";
import { expect, it } from "vitest";
import { spreadOf } from "../../../src/core/statistics/spread.ts";

it.each([
  ["one", [5], { n: 1, missing: 0, medianMs: 5, p90Ms: 5 }],
  ["two", [9, 5], { n: 2, missing: 0, medianMs: 7, p90Ms: 9 }],
  ["ten", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], { n: 10, missing: 0, medianMs: 6, p90Ms: 9 }],
  ["eleven", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99], { n: 11, missing: 0, medianMs: 6, p90Ms: 10 }],
  [
    "one among unknown ones",
    [undefined, 0, undefined],
    { n: 1, missing: 2, medianMs: 0, p90Ms: 0 },
  ],
])("the spread of %s", (_what, lengths, spread) => {
  expect(spreadOf(lengths)).toEqual(spread);
});

it("has no median and no p90 where nothing is known", () => {
  expect(spreadOf([])).toEqual({ n: 0, missing: 0 });
  expect(spreadOf([undefined])).toEqual({ n: 0, missing: 1 });
});

it("agrees with counting", () => {
  const lengths = fc.array(fc.oneof(fc.nat({ max: 50 }), fc.nat()), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(lengths, (given) => {
      const { n, medianMs = -1, p90Ms = -1 } = spreadOf(given);
      expect(n).toBe(given.length);
      // The smallest of them that at least nine of ten do not exceed.
      const reach = (most: number) => given.filter((ms) => ms <= most).length * 10 >= 9 * n;
      expect(p90Ms).toBe(Math.min(...given.filter(reach)));
      // As many may lie below the median as above it.
      expect(given.filter((ms) => ms < medianMs - 0.5).length * 2).toBeLessThanOrEqual(n);
      expect(given.filter((ms) => ms > medianMs + 0.5).length * 2).toBeLessThanOrEqual(n);
    }),
    { numRuns: 1000 },
  );
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { dayIn, startOf, startsBetween, unitFor } from "../../../src/core/statistics/calendar.ts";

it.each([
  ["2026-06-01", "2026-08-31", "week"],
  ["2026-06-01", "2026-09-02", "month"],
  ["2024-01-01", "2027-01-01", "month"],
  ["2020-01-01", "2027-01-01", "year"],
])("from %s to %s is shown by the %s", (from, to, unit) => {
  expect(unitFor({ from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` })).toBe(unit);
});

it.each([
  ["week", "2026-08-02", "2026-07-27"],
  ["week", "2026-08-03", "2026-08-03"],
  ["week", "2027-01-01", "2026-12-28"],
  ["month", "2026-08-31", "2026-08-01"],
  ["year", "2026-08-31", "2026-01-01"],
] as const)("the %s of %s begins on %s", (unit, day, start) => {
  expect(startOf(unit, day)).toBe(start);
});

it.each([
  ["week", "2026-07-29", "2026-08-10", ["2026-07-27", "2026-08-03", "2026-08-10"]],
  ["month", "2026-12-31", "2027-03-01", ["2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01"]],
  ["year", "2023-05-01", "2025-01-01", ["2023-01-01", "2024-01-01", "2025-01-01"]],
  ["week", "2026-08-10", "2026-07-29", []],
] as const)("by the %s, %s to %s has each of them once", (unit, first, last, starts) => {
  expect(startsBetween(unit, first, last)).toEqual(starts);
});

it("leaves no day without a place", () => {
  const day = fc
    .integer({ min: 0, max: 12_000 })
    .map((days) => new Date(Date.UTC(2000, 0, 1 + days)).toISOString().slice(0, 10));
  const unit = fc.constantFrom("week" as const, "month" as const, "year" as const);
  fc.assert(
    fc.property(day, fc.nat({ max: 380 }), unit, (first, more, by) => {
      const last = new Date(Date.parse(first) + more * 86_400_000).toISOString().slice(0, 10);
      const starts = startsBetween(by, first, last);
      expect(starts).toEqual([...new Set(starts)].sort());
      for (const each of [first, last]) expect(starts).toContain(startOf(by, each));
    }),
  );
});

it("takes the day from the clocks of the zone", () => {
  expect(dayIn("Europe/Berlin", "2026-08-01T22:00:00Z")).toBe("2026-08-02");
  expect(dayIn("UTC", "2026-08-01T22:00:00Z")).toBe("2026-08-01");
  expect(dayIn("UTC", "never")).toBeUndefined();
});

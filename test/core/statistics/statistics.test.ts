import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { CountedIncident } from "../../../src/core/statistics/counted-incident.ts";
import { statistics } from "../../../src/core/statistics/statistics.ts";
import { declaredOn } from "./a-summary.ts";
import { anyIncidents } from "./any-summary.ts";

const august = { from: "2026-08-01T00:00:00Z", to: "2026-09-01T00:00:00Z" };
const inAugust = (incidents: readonly CountedIncident[]) =>
  statistics(incidents, august, defaultConfig);
const unread = (day: string, number: number): CountedIncident => ({
  number,
  title: "x",
  url: "",
  openedAt: `2026-${day}T12:00:00Z`,
  read: "not",
  why: "the card is damaged",
});

describe("what belongs to a period", () => {
  it("is what was declared from its beginning on, and before its end", () => {
    const at = (declaredAt: string, number: number) =>
      declaredOn("01-01", number, { milestones: { declaredAt } });
    const { counted, incidents } = inAugust([
      at("2026-09-01T00:00:00Z", 4),
      at("2026-08-31T23:59:59Z", 3),
      at("2026-08-01T00:00:00Z", 2),
      at("2026-07-31T23:59:59Z", 1),
    ]);
    expect([counted, incidents.map(({ number }) => number)]).toEqual([2, [2, 3]]);
  });

  it("goes by the opening of the issue where nobody knows when it was declared", () => {
    const { counted } = inAugust([
      declaredOn("08-05", 1, { milestones: { declaredAt: undefined } as never }),
    ]);
    expect(counted).toBe(1);
  });

  it("keeps out drills, dismissed ones and what could not be read, and names them", () => {
    const found = inAugust([
      declaredOn("08-01", 1),
      declaredOn("08-02", 2, { drill: true, status: "dismissed" }),
      declaredOn("08-03", 3, { status: "dismissed", dismissal: "duplicate" }),
      { ...declaredOn("08-04", 4), read: "call" },
      unread("08-05", 5),
    ]);
    expect(found).toMatchObject({
      counted: 2,
      drills: [2],
      dismissed: [{ number: 3, reason: "duplicate" }],
      read: { fromList: 3, byCall: [4], not: [{ number: 5, why: "the card is damaged" }] },
      times: { resolve: { n: 0, missing: 2 } },
    });
    expect(found.incidents).toHaveLength(5);
  });
});

describe("counts of a period", () => {
  it("are by severity, worst first, what the ladder does not know and what was not set last", () => {
    const { severity: _none, ...unset } = declaredOn("08-01", 9).summary;
    const given = ["SEV3", "P9", "SEV1", "SEV3"].map((severity, index) =>
      declaredOn("08-01", index, { severity }),
    );
    expect(inAugust([{ ...declaredOn("08-01", 9), summary: unset }, ...given]).bySeverity).toEqual([
      { severity: "SEV1", incidents: 1 },
      { severity: "SEV3", incidents: 2 },
      { severity: "P9", incidents: 1 },
      { incidents: 1 },
    ]);
  });

  it("are by service, one incident for each of its services, however it is capitalized", () => {
    const found = inAugust([
      declaredOn("08-01", 1, { services: ["web", "api"] }),
      declaredOn("08-02", 2, { services: ["Web", "WEB"] }),
      declaredOn("08-03", 3, { services: [] }),
      declaredOn("08-04", 4, { services: [], moreServices: 2 }),
    ]);
    expect(found.byService).toEqual([
      { service: "web", incidents: 2 },
      { service: "api", incidents: 1 },
    ]);
    expect(found.withoutService).toBe(1);
  });

  it("are by week, also those in which nothing happened, in the days of the config's zone", () => {
    const berlin = { ...defaultConfig, timezone: "Europe/Berlin" };
    const late = declaredOn("08-09", 1, { milestones: { declaredAt: "2026-08-09T22:30:00Z" } });
    expect(statistics([late], august, berlin)).toMatchObject({
      unit: "week",
      overTime: [
        { from: "2026-07-27", incidents: 0 },
        { from: "2026-08-03", incidents: 0 },
        { from: "2026-08-10", incidents: 1 },
        { from: "2026-08-17", incidents: 0 },
        { from: "2026-08-24", incidents: 0 },
        { from: "2026-08-31", incidents: 0 },
      ],
    });
  });

  it("begin with the first incident where many years are asked for", () => {
    const ever = { from: "1970-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
    expect(statistics([declaredOn("08-09", 1)], ever, defaultConfig)).toMatchObject({
      unit: "year",
      overTime: [{ from: "2026-01-01", incidents: 1 }],
    });
  });
});

describe("how long things took", () => {
  const startedAt = "2026-08-01T11:30:00Z";
  const declaredAt = "2026-08-01T12:00:00Z";
  const resolvedAt = "2026-08-01T13:00:00Z";
  const minute = 60_000;

  it.each([
    ["since it started", { startedAt, declaredAt, resolvedAt }, 90],
    ["since it was declared where nobody said", { declaredAt, resolvedAt }, 60],
    ["not at all before it began", { startedAt: resolvedAt, resolvedAt: startedAt }, undefined],
    ["not at all while it goes on", { startedAt, declaredAt }, undefined],
  ])("to resolve counts %s", (_says, milestones, minutes) => {
    const { resolve } = inAugust([
      { ...declaredOn("08-01", 1), summary: { ...declaredOn("08-01", 1).summary, milestones } },
    ]).times;
    expect(resolve).toEqual(
      minutes === undefined
        ? { n: 0, missing: 1 }
        : { n: 1, missing: 0, medianMs: minutes * minute, p90Ms: minutes * minute },
    );
  });

  it("to detect counts to the declaration unless it was detected before", () => {
    const detectedAt = "2026-08-01T11:40:00Z";
    const { detect } = inAugust([
      declaredOn("08-01", 1, { milestones: { startedAt, declaredAt } }),
      declaredOn("08-01", 2, { milestones: { startedAt, detectedAt, declaredAt } }),
      declaredOn("08-01", 3, { milestones: { declaredAt } }),
    ]).times;
    expect(detect).toEqual({ n: 2, missing: 1, medianMs: 20 * minute, p90Ms: 30 * minute });
  });

  it("has neither a median nor a p90 of nothing", () => {
    const { times } = inAugust([]);
    for (const spread of Object.values(times)) expect(spread).toEqual({ n: 0, missing: 0 });
  });
});

describe("what was promised", () => {
  it("counts updates over all that were due, and only where the severity asks for them", () => {
    const { cadence } = inAugust([
      declaredOn("08-01", 1, {
        updates: { posted: 1, longestGapMs: 5, cadence: { due: 9, kept: 1 } },
      }),
      declaredOn("08-02", 2, {
        updates: { posted: 1, longestGapMs: 7, cadence: { due: 1, kept: 1 } },
      }),
      declaredOn("08-03", 3, { updates: { posted: 0, longestGapMs: 6 } }),
    ]);
    expect(cadence).toEqual({ incidents: 2, due: 10, kept: 2, longestGap: { ms: 7, number: 2 } });
  });

  it("counts an open action item as overdue from the day after its due date", () => {
    const openDue = ["2026-08-31", "2026-09-01"];
    const actionItems = { total: 7, done: 3, dropped: 1, inTime: 1, late: 1, openDue };
    expect(inAugust([declaredOn("08-01", 1, { actionItems })]).actionItems).toEqual({
      total: 7,
      done: 3,
      dropped: 1,
      inTime: 1,
      late: 1,
      overdue: 1,
      notYetDue: 1,
      unknown: 2,
    });
  });
});

describe("repeats", () => {
  const hit = (day: string, number: number, ...services: string[]) =>
    declaredOn(day, number, { services });

  it.each([
    [
      "a service hit again after thirty days",
      [hit("08-01", 1, "web"), hit("08-31", 2, "web")],
      [{ service: "web", incidents: [1, 2] }],
    ],
    ["not after thirty-one", [hit("07-31", 1, "web"), hit("08-31", 2, "web")], []],
    ["not another service", [hit("08-01", 1, "web"), hit("08-02", 2, "api")], []],
    [
      "also of one before the period",
      [hit("07-20", 1, "web"), hit("08-02", 2, "Web")],
      [{ service: "web", incidents: [1, 2] }],
    ],
    ["not both before the period", [hit("07-20", 1, "web"), hit("07-21", 2, "web")], []],
    [
      "in the order they came",
      [hit("08-20", 3, "web"), hit("08-10", 7, "web"), hit("08-01", 5, "web")],
      [{ service: "web", incidents: [5, 7, 3] }],
    ],
  ])("are %s", (_says, incidents, repeats) => {
    expect(inAugust(incidents).repeats).toEqual(repeats);
  });

  it("are not drills, nor what was dismissed", () => {
    const drill = declaredOn("08-01", 1, { drill: true });
    const dismissed = declaredOn("08-02", 2, { status: "dismissed" });
    expect(inAugust([drill, dismissed, declaredOn("08-03", 3)]).repeats).toEqual([]);
  });
});

describe("any statistics", () => {
  const year = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };

  it("count every incident exactly once", () => {
    fc.assert(
      fc.property(anyIncidents, (incidents) => {
        const found = statistics(incidents, year, defaultConfig);
        const { counted, drills, dismissed, read } = found;
        expect(counted + drills.length + dismissed.length + read.not.length).toBe(incidents.length);
        expect(read.fromList + read.byCall.length + read.not.length).toBe(incidents.length);
        const total = (all: readonly { incidents: number }[]) =>
          all.reduce((sum, one) => sum + one.incidents, 0);
        expect([total(found.bySeverity), total(found.overTime)]).toEqual([counted, counted]);
        for (const { n, missing } of Object.values(found.times)) expect(n + missing).toBe(counted);
        const { inTime, late, overdue, notYetDue, unknown, dropped } = found.actionItems;
        const parts = inTime + late + overdue + notYetDue + unknown + dropped;
        expect(parts).toBe(found.actionItems.total);
      }),
    );
  });

  it("do not depend on the order of the list", () => {
    fc.assert(
      fc.property(anyIncidents, (incidents) => {
        const {
          byService: _spelling,
          repeats: _spelled,
          ...found
        } = statistics(incidents, year, defaultConfig);
        expect(statistics(incidents.toReversed(), year, defaultConfig)).toMatchObject(found);
      }),
    );
  });

  it("of a period that is none are empty", () => {
    for (const period of [
      { from: year.to, to: year.from },
      { from: "x", to: "y" },
    ]) {
      expect(statistics([declaredOn("08-01", 1)], period, defaultConfig)).toMatchObject({
        counted: 0,
        overTime: [],
        incidents: [],
      });
    }
  });
});

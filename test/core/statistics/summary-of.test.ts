import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarySchema } from "../../../src/core/card/summary-schema.ts";
import { type Config, defaultConfig } from "../../../src/core/config/config.ts";
import type { Incident } from "../../../src/core/incident/incident.ts";
import { summaryOf } from "../../../src/core/statistics/summary-of.ts";
import {
  sampleConfig,
  sampleEnding,
  sampleEvents,
  sampleIncident,
} from "../../../src/sandbox/sample-incident.ts";
import { anyRecord } from "../card/any-record.ts";
import { givenIncident } from "../incident/given.ts";

const { incident: bare } = givenIncident();

describe("the summary of an incident", () => {
  it("says of the sample night what the statistics will ask", () => {
    const incident = sampleIncident([...sampleEvents, ...sampleEnding]);
    expect(summaryOf(incident, sampleConfig)).toEqual({
      version: 1,
      status: "resolved",
      severity: "SEV1",
      drill: false,
      services: ["checkout-api", "web"],
      milestones: {
        startedAt: "2026-11-22T02:15:00Z",
        declaredAt: "2026-11-22T02:35:00Z",
        acknowledgedAt: "2026-11-22T02:38:00Z",
        mitigatedAt: "2026-11-22T03:13:00Z",
        resolvedAt: "2026-11-22T03:45:00Z",
      },
      // Updates every 15 minutes since it became SEV1 at 02:43: one at 02:52, none until 03:13.
      updates: { posted: 1, longestGapMs: 21 * 60_000, cadence: { due: 2, kept: 1 } },
      actionItems: { total: 2, done: 1, dropped: 0, inTime: 0, late: 0, openDue: ["2026-12-01"] },
      mitigations: {},
      reopened: 0,
    });
  });

  it("of any incident can be read again, and says the same in whatever order its keys are", () => {
    fc.assert(
      fc.property(anyRecord, ({ incident }) => {
        const summary = summaryOf(incident, sampleConfig);
        expect(summarySchema.safeParse(JSON.parse(JSON.stringify(summary))).success).toBe(true);
        const milestones = Object.fromEntries(Object.entries(incident.milestones).reverse());
        const again = summaryOf({ ...incident, milestones }, sampleConfig);
        expect(JSON.stringify(again)).toBe(JSON.stringify(summary));
      }),
    );
  });

  it("counts mitigations by kind and by what came of them, and how often it was reopened", () => {
    const one = { id: 1, stamp: "2026-08-01T12:00:00Z/c/1/1", by: "ada", repository: "acme/web" };
    const rest = { ...one, repositoryId: 1, what: "x", branch: "b", sha: "0" };
    const mitigations = [
      { ...rest, kind: "rollback", state: "deployed" },
      { ...rest, kind: "rollback", state: "closed" },
      { ...rest, kind: "rollback", state: "closed" },
      { ...rest, kind: "hotfix", state: "merged" },
    ] as const;
    const reopened = { stamp: "2026-08-01T13:00:00Z/c/2/1", kind: "IncidentReopened" };
    const timeline = [...bare.timeline, reopened];
    expect(summaryOf({ ...bare, mitigations, timeline }, defaultConfig)).toMatchObject({
      mitigations: { rollback: { deployed: 1, closed: 2 }, hotfix: { merged: 1 } },
      reopened: 1,
    });
  });

  it("leaves out a milestone that is no instant", () => {
    const milestones = { declaredAt: "2026-08-01T12:00:00.250Z", resolvedAt: "soon" };
    const summary = summaryOf({ ...bare, milestones }, defaultConfig);
    expect(summary.milestones).toEqual({ declaredAt: "2026-08-01T12:00:00Z" });
  });
});

describe("action items of a summary", () => {
  const doneAt = "2026-08-15T22:30:00Z";
  const stamp = `${doneAt}/c/9/1`;
  const entry = { stamp, kind: "ActionItemCompleted", text: "action item 3 done: #77" };
  const countsOf = (
    item: object,
    incident: Partial<Incident> = {},
    config: Config = defaultConfig,
  ) => {
    const actionItems = [{ number: 3, stamp, text: "x", state: "done" as const, ...item }];
    return summaryOf({ ...bare, timeline: [entry], actionItems, ...incident }, config).actionItems;
  };
  const berlin = { ...defaultConfig, timezone: "Europe/Berlin" };
  const { text: _text, ...shortened } = entry;
  const ofAnother = { ...entry, text: "action item 33 done" };

  it.each([
    ["done on its day is in time", { due: "2026-08-15" }, {}, defaultConfig, "inTime"],
    ["done on the day after is late", { due: "2026-08-14" }, {}, defaultConfig, "late"],
    ["days are those of the config's zone", { due: "2026-08-15" }, {}, berlin, "late"],
    ["without a due date it is neither", {}, {}, defaultConfig, undefined],
    ["a due date that is no date is none", { due: "soon" }, {}, defaultConfig, undefined],
    [
      "another item's entry says nothing",
      { due: "2026-08-15" },
      { timeline: [ofAnother] },
      defaultConfig,
      undefined,
    ],
    [
      "a shortened entry says nothing",
      { due: "2026-08-15" },
      { timeline: [shortened] },
      defaultConfig,
      undefined,
    ],
    [
      "unless it is the one that set the item last",
      { due: "2026-08-15" },
      { timeline: [shortened], setBy: { "item:3": stamp } },
      defaultConfig,
      "inTime",
    ],
  ] as const)("%s", (_says, item, incident, config, verdict) => {
    const counts = { total: 1, done: 1, dropped: 0, inTime: 0, late: 0, openDue: [] };
    const expected = verdict === undefined ? counts : { ...counts, [verdict]: 1 };
    expect(countsOf(item, incident, config)).toEqual(expected);
  });

  it("counts from the last time it was done", () => {
    const first = { ...entry, stamp: "2026-08-10T10:00:00Z/c/8/1" };
    expect(countsOf({ due: "2026-08-12" }, { timeline: [first, entry] })).toMatchObject({
      late: 1,
    });
  });

  it("keeps the due dates of open ones in order, and none of dropped ones", () => {
    const item = { stamp, text: "x", number: 1 };
    const actionItems = [
      { ...item, state: "open", due: "2026-09-02" },
      { ...item, state: "open", due: "2026-09-01" },
      { ...item, state: "open" },
      { ...item, state: "dropped", due: "2026-08-01" },
    ] as const;
    expect(summaryOf({ ...bare, actionItems }, defaultConfig).actionItems).toEqual({
      total: 4,
      done: 0,
      dropped: 1,
      inTime: 0,
      late: 0,
      openDue: ["2026-09-01", "2026-09-02"],
    });
  });
});

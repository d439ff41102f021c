import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { Incident, TimelineEntry } from "../../../src/core/incident/incident.ts";
import { cadenceOf, longestGapMsOf } from "../../../src/core/statistics/cadence.ts";
import { givenIncident } from "../incident/given.ts";

// SEV1 asks for an update every 15 minutes, SEV2 every 30, SEV3 for none.
const minute = 60_000;

interface Row {
  readonly says: string;
  /** What happened, each with its minute. */
  readonly told: readonly (readonly [minute: number, kind: string, text?: string])[];
  readonly due: number | undefined;
  readonly kept?: number;
  readonly longestGap: number | undefined;
}

const declared = [0, "IncidentDeclared", "declared the incident: SEV1"] as const;
const update = (at: number) => [at, "UpdatePosted", "update: we look into it"] as const;

const rows: readonly Row[] = [
  {
    says: "every update came within a quarter of an hour of the one before",
    told: [declared, update(10), update(25), update(39), [50, "IncidentResolved", "resolved"]],
    due: 3,
    kept: 3,
    longestGap: 15,
  },
  {
    says: "one came late: a pace passed in silence, and it was not kept",
    told: [declared, update(15), update(31), [40, "IncidentResolved", "resolved"]],
    due: 2,
    kept: 1,
    longestGap: 16,
  },
  {
    says: "an hour of silence is three updates that did not come, the fourth was not due yet",
    told: [declared, [60, "IncidentResolved", "resolved"]],
    due: 3,
    kept: 0,
    longestGap: 60,
  },
  {
    says: "nothing was due before it ended",
    told: [declared, [15, "IncidentResolved", "resolved"]],
    due: 0,
    kept: 0,
    longestGap: 15,
  },
  {
    says: "the clock stops when it was mitigated, not when it was resolved",
    told: [declared, update(10), [20, "IncidentMitigated"], [200, "IncidentResolved"]],
    due: 1,
    kept: 1,
    longestGap: 10,
  },
  {
    says: "a mitigation that did not hold starts it again",
    told: [
      declared,
      [10, "IncidentMitigated"],
      [100, "StatusChanged"],
      update(110),
      [120, "IncidentResolved"],
    ],
    due: 1,
    kept: 1,
    longestGap: 10,
  },
  {
    says: "the time between the end and the reopening hurt nobody",
    told: [
      declared,
      update(5),
      [10, "IncidentResolved"],
      [500, "IncidentReopened"],
      update(510),
      [520, "IncidentResolved"],
    ],
    due: 2,
    kept: 2,
    longestGap: 10,
  },
  {
    says: "a change of status while it hurts changes nothing",
    told: [declared, [5, "StatusChanged"], update(14), [20, "IncidentResolved"]],
    due: 1,
    kept: 1,
    longestGap: 14,
  },
  {
    says: "a new severity starts the clock anew, with its own pace",
    told: [
      [0, "IncidentDeclared", "declared the incident: SEV2"],
      [20, "SeverityChanged", "severity: SEV2 → SEV1: it spreads → more"],
      update(34),
      [40, "IncidentResolved"],
    ],
    due: 1,
    kept: 1,
    longestGap: 34,
  },
  {
    says: "nothing is due while no severity is set",
    told: [
      [0, "IncidentDeclared", "declared the incident"],
      [100, "SeverityChanged", "severity: SEV1: all of it"],
      update(110),
      [112, "IncidentResolved"],
    ],
    due: 1,
    kept: 1,
    longestGap: 110,
  },
  {
    says: "what went before is still judged when it ends with a level that asks for none",
    told: [declared, [31, "SeverityChanged", "severity: SEV1 → SEV3"], [300, "IncidentResolved"]],
    due: 2,
    kept: 0,
    longestGap: 300,
  },
  {
    says: "no level that stood asks for updates",
    told: [
      [0, "IncidentDeclared", "declared the incident: SEV3"],
      [300, "IncidentResolved"],
    ],
    due: undefined,
    longestGap: 300,
  },
  {
    says: "while it goes on, only the time up to the latest update counts",
    told: [declared, update(10), update(30), [500, "NoteAdded", "still looking"]],
    due: 2,
    kept: 1,
    longestGap: 20,
  },
  {
    says: "while it goes on without any update, nothing can be said",
    told: [declared, [500, "NoteAdded", "still looking"]],
    due: undefined,
    longestGap: undefined,
  },
  {
    says: "updates after the end are no help and no harm",
    told: [declared, update(10), [12, "IncidentResolved"], update(90)],
    due: 1,
    kept: 1,
    longestGap: 10,
  },
  {
    says: "a level that has left the config is not judged",
    told: [
      [0, "IncidentDeclared", "declared the incident: P9"],
      [90, "IncidentResolved"],
    ],
    due: undefined,
    longestGap: 90,
  },
];

function entryAt(at: number, kind: string, text?: string): TimelineEntry {
  const instant = `${new Date(Date.UTC(2026, 7, 1, 12, at)).toISOString().slice(0, 19)}Z`;
  return { stamp: `${instant}/c/${1000 + at}/1`, kind, ...(text !== undefined && { text }) };
}

function incidentOf(timeline: readonly TimelineEntry[], change: Partial<Incident> = {}): Incident {
  return { ...givenIncident().incident, timeline, setBy: {}, ...change };
}

function expectPace(incident: Incident, { due, kept, longestGap }: Omit<Row, "says" | "told">) {
  const { ladder } = defaultConfig;
  expect(cadenceOf(incident, ladder)).toEqual(due === undefined ? undefined : { due, kept });
  const gapMs = longestGapMsOf(incident, ladder);
  expect(gapMs).toBe(longestGap === undefined ? undefined : longestGap * minute);
}

describe("the pace of updates", () => {
  it.each(rows)("$says", ({ told, ...expected }) => {
    expectPace(incidentOf(told.map(([at, kind, text]) => entryAt(at, kind, text))), expected);
  });

  it("ends when it was mitigated, though that was said later", () => {
    const mitigated = { ...entryAt(90, "IncidentMitigated"), at: "2026-08-01T12:20:00Z" };
    const timeline = [
      entryAt(...declared),
      entryAt(...update(14)),
      entryAt(...update(80)),
      mitigated,
    ];
    expectPace(incidentOf(timeline), { due: 1, kept: 1, longestGap: 14 });
  });

  it("knows the severity of a shortened timeline where nobody set it since", () => {
    const timeline = [
      entryAt(100, "NoteAdded"),
      entryAt(...update(110)),
      entryAt(120, "IncidentResolved"),
    ];
    const severity = { severity: "SEV1", setBy: { severity: entryAt(0, "x").stamp } };
    expectPace(incidentOf(timeline, severity), { due: 1, kept: 1, longestGap: 10 });
    expectPace(incidentOf(timeline), { due: undefined, longestGap: 10 });
  });

  it("knows the severity of a shortened entry that set the one that stands", () => {
    const [first, ...rest] = [entryAt(0, "IncidentDeclared"), entryAt(40, "IncidentResolved")];
    if (first === undefined) throw new Error("unreachable");
    const severity = { severity: "SEV1", setBy: { severity: first.stamp } };
    expectPace(incidentOf([first, ...rest], severity), { due: 2, kept: 0, longestGap: 40 });
  });

  it("of no timeline at all is unknown", () => {
    expectPace(incidentOf([]), { due: undefined, longestGap: undefined });
  });
});

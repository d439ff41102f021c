import fc from "fast-check";
import { dismissalReasons, type Milestones } from "../../../src/core/incident/incident.ts";
import { statuses } from "../../../src/core/incident/lifecycle.ts";
import type { CountedIncident } from "../../../src/core/statistics/counted-incident.ts";
import type {
  ActionItemCounts,
  IncidentSummary,
  MitigationCounts,
  UpdateCounts,
} from "../../../src/core/statistics/incident-summary.ts";
import { hostileText } from "../card/hostile-text.ts";
import { shape } from "../incident/shape.ts";

const count = fc.nat({ max: 9999 });
export const anyInstant = fc
  .integer({ min: 0, max: 400_000 })
  .map((minute) => `${new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString().slice(0, 19)}Z`);

const milestones = shape<Milestones>(
  {
    startedAt: anyInstant,
    detectedAt: anyInstant,
    declaredAt: anyInstant,
    acknowledgedAt: anyInstant,
    mitigatedAt: anyInstant,
    resolvedAt: anyInstant,
    closedAt: anyInstant,
  },
  [],
);
const cadence = fc
  .tuple(fc.nat({ max: 99 }), fc.nat({ max: 99 }))
  .map(([a, b]) => ({ due: Math.max(a, b), kept: Math.min(a, b) }));
const updates = shape<UpdateCounts>({ posted: count, longestGapMs: fc.nat(), cadence }, ["posted"]);
const dates = fc.constantFrom("2026-02-01", "2026-05-31", "2026-08-15", "2027-01-01");
/** Counts that can be: every part of the whole they belong to. */
const actionItems: fc.Arbitrary<ActionItemCounts> = fc
  .record({
    inTime: fc.nat({ max: 9 }),
    late: fc.nat({ max: 9 }),
    undated: fc.nat({ max: 9 }),
    dropped: fc.nat({ max: 9 }),
    openUndated: fc.nat({ max: 9 }),
    openDue: fc.array(dates, { maxLength: 6 }).map((days) => days.sort()),
  })
  .map(({ inTime, late, undated, dropped, openUndated, openDue }) => {
    const done = inTime + late + undated;
    const total = done + dropped + openUndated + openDue.length;
    return { total, done, dropped, inTime, late, openDue };
  });
const outcomes = shape({ deployed: count, closed: count, "deploy-failed": count }, []);
const mitigations = shape<MitigationCounts>({ rollback: outcomes, hotfix: outcomes }, []);

/** Short enough to be kept whole. */
export const anyName = fc.oneof(
  fc.constantFrom(
    "web",
    "Web",
    "checkout-api",
    "--",
    "-->",
    "@org/team",
    "__proto__",
    "constructor",
  ),
  hostileText.map((text) => text.slice(0, 12)),
);

export const anySummary = shape<IncidentSummary>(
  {
    version: fc.constant(1),
    status: fc.constantFrom(...statuses),
    severity: fc.oneof(fc.constantFrom("SEV1", "SEV2", "SEV3", "SEV4"), anyName),
    drill: fc.boolean(),
    services: fc.array(anyName, { maxLength: 3 }),
    moreServices: fc.nat({ max: 99 }),
    milestones,
    updates,
    actionItems,
    mitigations,
    dismissal: fc.constantFrom(...dismissalReasons),
    reopened: fc.nat({ max: 9 }),
  },
  [
    ...(["version", "status", "drill", "services", "milestones", "updates"] as const),
    ...(["actionItems", "mitigations", "reopened"] as const),
  ],
);

const listed = {
  title: fc.oneof(fc.constant("Checkout fails"), hostileText),
  url: fc.oneof(fc.constant("https://github.com/octo-org/shop/issues/1"), hostileText),
  openedAt: anyInstant,
};

const anyCounted: fc.Arbitrary<CountedIncident> = fc.oneof(
  fc.record({
    ...listed,
    number: fc.constant(0),
    read: fc.constantFrom("list" as const, "call" as const),
    summary: anySummary,
  }),
  fc.record({
    ...listed,
    number: fc.constant(0),
    read: fc.constant("not" as const),
    why: hostileText,
  }),
);

export const anyIncidents = fc
  .array(anyCounted, { maxLength: 12 })
  .map((all) => all.map((one, index) => ({ ...one, number: index + 1 })));

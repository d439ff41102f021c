import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestBlock } from "../../../src/core/card/block.ts";
import type { IncidentRecord, Owed } from "../../../src/core/card/record.ts";
import { item, postmortem } from "./any-promise.ts";
import { anyRecord, entry, mitigation, proposed, step } from "./any-record.ts";
import { runbook, stampOf, times, written } from "./many.ts";

/** So often the same again, under other ids and stamps. */
function flooded(record: IncidentRecord, flood: Flood): IncidentRecord {
  const setBy = Object.fromEntries(times(flood.fields, (index) => [`f${index}`, stampOf(index)]));
  const { incident } = record;
  return {
    ...record,
    incident: {
      ...incident,
      timeline: times(flood.entries, () => flood.entry),
      actionItems: times(flood.items, (index) => ({ ...flood.item, number: index + 1 })),
      postmortem: flood.postmortem,
      reminded: Object.fromEntries(
        times(flood.items, (index) => [`item:${index + 1}`, "due@2026-08-15"]),
      ),
      mitigations: times(flood.mitigations, (id) => ({ ...flood.mitigation, id })),
      runbook: { ...runbook(0), steps: times(flood.steps, () => flood.step) },
      // One of these was cut when texts were cut by the name of their field.
      setBy: { ...incident.setBy, ...setBy, summary: stampOf(1), text: stampOf(2) },
    },
    owed: [
      ...record.owed,
      ...times(flood.proposals, (index): Owed[] => {
        const event = { ...flood.proposed, stamp: stampOf(index) };
        return [
          { kind: "pull-request", since: 1, event },
          { kind: "answer", since: 1, to: `c${index}`, events: [event] },
        ];
      }).flat(),
    ],
  };
}

const upTo = (max: number) => fc.integer({ min: 0, max });
const anyFlood = fc.record({
  entries: upTo(300),
  entry,
  items: upTo(200),
  item,
  postmortem,
  mitigations: upTo(200),
  mitigation,
  steps: upTo(100),
  step,
  proposals: upTo(30),
  proposed,
  fields: upTo(60),
});
type Flood = typeof anyFlood extends fc.Arbitrary<infer Made> ? Made : never;

/** All that GitHub, or a later look, compares or calls by. */
function exactly(text: unknown): readonly unknown[] {
  const found: unknown[] = [];
  JSON.stringify(text, (key, value: unknown) => {
    const exact = ["stamp", "by", "sha", "tree", "head", "branch", "base", "url", "repository"];
    if (exact.includes(key) && typeof value === "string") found.push(value);
    return value;
  });
  return found;
}

describe("a record flooded with what mitigations bring", () => {
  it("is always read again, with nothing in it that must be exact changed", () => {
    fc.assert(
      fc.property(anyRecord, anyFlood, (calm, flood) => {
        const record = flooded(calm, flood);
        const { block, read } = written(record);
        expect(block.length).toBeLessThanOrEqual(longestBlock);
        expect(record.incident.setBy).toMatchObject(read.incident.setBy);
        expect(read.incident.setBy.summary).toBe(stampOf(1));
        expect(read.incident.runbook?.steps.map(({ state }) => state)).toEqual(
          record.incident.runbook?.steps.map(({ state }) => state),
        );
        const known = new Set(exactly(record));
        expect(exactly(read).filter((text) => !known.has(text))).toEqual([]);
        expect(written(read).read).toEqual(read);
      }),
      { numRuns: 60 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Incident } from "../../../src/core/incident/incident.ts";
import { wallTime } from "../../../src/std/time-zone.ts";
import {
  configOf,
  everyHours,
  itemDue,
  lookAt,
  type Spoken,
  slots,
  wake,
  withPostmortem,
} from "./reminder-stories.ts";

const zone = "Europe/Berlin";

/** Sixty days each: clocks are put forward on March 29 and back on October 25. */
const seasons = [
  ["2026-03-01T00:00:00Z", "2026-04-30T00:00:00Z"],
  ["2026-10-01T00:00:00Z", "2026-11-30T00:00:00Z"],
] as const;

const season = fc.constantFrom(...seasons);

/** In minutes after midnight; some end or begin in the hour that is left out or comes twice. */
const quiet = fc.constantFrom<[number, number]>(
  [20 * 60, 8 * 60],
  [22 * 60 + 30, 2 * 60 + 30],
  [2 * 60 + 30, 9 * 60],
  [9 * 60, 18 * 60],
);

/** An incident of that season with a postmortem and up to six items that are due in it. */
function incidentIn(from: string): fc.Arbitrary<Incident> {
  const minute = fc.integer({ min: 0, max: 55 * 24 * 60 });
  const atMinute = (at: number) => new Date(Date.parse(from) + at * 60_000).toISOString();
  const items = fc.array(fc.tuple(minute, fc.boolean()), { maxLength: 6 });
  return fc.tuple(minute, items).map(([dueAt, dates]) => ({
    ...withPostmortem(`${atMinute(dueAt).slice(0, 19)}Z`),
    actionItems: dates.map(([at, isOwned], index) =>
      itemDue(atMinute(at).slice(0, 10), { number: index + 1, ...(isOwned && { owner: "ada" }) }),
    ),
  }));
}

const story = season.chain(([from, until]) =>
  fc.record({ from: fc.constant(from), until: fc.constant(until), incident: incidentIn(from) }),
);

/** Where a slot stands among those of its subject. */
function rankOf({ slot }: Spoken): number {
  if (slot.startsWith("soon@")) return 0;
  return slot.startsWith("due@") ? 1 : 1 + Number(/^overdue(\d+)@/.exec(slot)?.[1]);
}

function ofSubject(spoken: readonly Spoken[], subject: string): readonly Spoken[] {
  return spoken.filter((each) => each.subject === subject);
}

function subjectsOf({ actionItems }: Incident): readonly string[] {
  return ["postmortem", ...actionItems.map(({ number }) => `item:${number}`)];
}

describe("over sixty days in which the clocks change", () => {
  it("everything is said step by step, each step once, and none of them in the quiet hours", () => {
    fc.assert(
      fc.property(story, quiet, ({ incident, from, until }, hours) => {
        const config = configOf({ timezone: zone, quiet: hours });
        const spoken = wake(incident, { config, from, until });
        expect(spoken.filter(({ now }) => isIn(hours, now))).toEqual([]);
        for (const subject of subjectsOf(incident)) {
          const ranks = ofSubject(spoken, subject).map(rankOf);
          // Nothing is skipped: no two steps begin within one night.
          expect(ranks).toEqual(ranks.map((_, index) => (ranks[0] ?? 0) + index));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("each step is said when it begins, or at the end of the quiet hours it begins in", () => {
    fc.assert(
      fc.property(story, ({ incident, from, until }) => {
        const config = configOf({ timezone: zone, quiet: [20 * 60, 8 * 60] });
        const late = wake(incident, { config, from, until })
          .filter(({ at }) => at >= from)
          .filter(({ now, at }) => now !== at);
        for (const { now, at } of late) {
          expect(isIn([20 * 60, 8 * 60], at)).toBe(true);
          expect(wallTime(Date.parse(now), zone)).toMatchObject({ hour: 8, minute: 0, second: 0 });
          expect(Date.parse(now) - Date.parse(at)).toBeLessThanOrEqual(13 * 3_600_000);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("who looks at other times as well says the same, and when it is time", () => {
    fc.assert(
      fc.property(story, ({ incident, from, until }) => {
        const config = configOf({ timezone: zone, quiet: [20 * 60, 8 * 60] });
        const awake = wake(incident, { config, from, until });
        const times = [...new Set([...everyHours(7, from, until), ...awake.map(({ now }) => now)])];
        const often = lookAt(incident, { config, times: times.sort() });
        expect(often).toEqual(awake);
      }),
      { numRuns: 20 },
    );
  });

  it("who looks only now and then says the newest of what was missed, and nothing twice", () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 1, max: 20 }), ({ incident, from, until }, days) => {
        const config = configOf({ timezone: zone, quiet: [20 * 60, 8 * 60] });
        const times = everyHours(days * 24, from.replace("T00", "T12"), until);
        const awake = wake(incident, { config, from, until: times.at(-1) ?? until });
        const rarely = lookAt(incident, { config, times });
        for (const subject of subjectsOf(incident)) {
          const [all, some] = [ofSubject(awake, subject), ofSubject(rarely, subject)];
          const order = some.map((each) => slots(all).indexOf(slots([each])[0] ?? ""));
          expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
          expect(order).not.toContain(-1);
          for (const { slot, now } of some) {
            expect(all.findLast((each) => each.now <= now)?.slot).toBe(slot);
          }
          expect(some.at(-1)?.slot).toBe(all.at(-1)?.slot);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("a top severity is told to the second, by day and by night", () => {
    fc.assert(
      fc.property(story, quiet, ({ incident, from, until }, hours) => {
        const config = configOf({ timezone: zone, quiet: hours });
        const spoken = wake({ ...incident, severity: "SEV1" }, { config, from, until });
        expect(spoken.filter(({ now, at }) => now !== at && at >= from)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

/** Whether the clocks show quiet hours. */
function isIn([from, to]: readonly [number, number], now: string): boolean {
  const { hour, minute } = wallTime(Date.parse(now), zone);
  const shown = hour * 60 + minute;
  return from < to ? from <= shown && shown < to : from <= shown || shown < to;
}

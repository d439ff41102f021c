import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBlock, encodeBlock, longestBlock } from "../../../src/core/card/block.ts";
import type { IncidentRecord, Owed } from "../../../src/core/card/record.ts";
import type { ActionItem, Incident, TimelineEntry } from "../../../src/core/incident/incident.ts";
import { hostileTexts } from "./hostile-text.ts";
import { plainRecord } from "./plain-record.ts";

const thread = { repository: 987_654_321, issue: 42 };
const at = (index: number) =>
  `${new Date(Date.UTC(2026, 7, 1, 12, 0, index)).toISOString().slice(0, 19)}Z`;
const stampOf = (index: number) => `${at(index)}/c/${5_012_345_678 + index}/1`;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const entries = (count: number, text = "x".repeat(600)): TimelineEntry[] =>
  times(count, (index) => ({ stamp: stampOf(index), kind: "NoteAdded", by: "octocat", text }));
const items = (count: number, text: string, state: ActionItem["state"] = "open"): ActionItem[] =>
  times(count, (index) => ({
    number: index + 1,
    stamp: stampOf(index),
    text,
    owner: "octocat",
    due: "2026-08-15",
    type: "prevent",
    state,
  }));
const answers = (count: number, text: string): Owed[] =>
  times(count, (index) => ({
    kind: "answer",
    since: 4,
    to: `c${5_012_345_678 + index}`,
    events: [{ kind: "NoteAdded", stamp: stampOf(index), by: "octocat", text }],
  }));
const big = (
  incident: Partial<Incident>,
  record: Partial<IncidentRecord> = {},
): IncidentRecord => ({
  ...plainRecord,
  ...record,
  incident: { ...plainRecord.incident, ...incident },
});

function written(record: IncidentRecord): { block: string; read: IncidentRecord } {
  const block = encodeBlock(record, thread, { sign: () => "f".repeat(64) });
  const decoded = decodeBlock(block, thread);
  if (decoded.kind !== "read") throw new Error(`it is ${JSON.stringify(decoded)}`);
  return { block, read: decoded.record };
}

const huge = "<@-->\u0000".repeat(10_000);
const setBy = Object.fromEntries(times(900, (index) => [`item:${index}`, stampOf(index)]));

describe("a record that is too big", () => {
  it.each<[string, IncidentRecord]>([
    ["500 long entries", big({ timeline: entries(500) })],
    ["2,500 long entries", big({ timeline: entries(2_500) })],
    ["200 action items", big({ actionItems: items(200, "y".repeat(500)) })],
    ["2,000 action items", big({ actionItems: items(2_000, "y") })],
    ["huge owed answers", big({}, { owed: answers(60, huge) })],
    ["more owed answers than fit", big({}, { owed: answers(600, "no") })],
    [
      "one answer of many events",
      big(
        {},
        {
          owed: [
            {
              kind: "answer",
              since: 1,
              to: "c1",
              events: answers(600, "no").flatMap((owed) =>
                owed.kind === "answer" ? owed.events : [],
              ),
            },
          ],
        },
      ),
    ],
    ["a huge summary", big({ summary: huge })],
    [
      "a huge impact",
      big({ impact: { text: huge, users: huge, regions: times(900, () => huge) } }),
    ],
    ["a huge update", big({ update: { text: huge, by: "octocat", at: at(1) } })],
    [
      "a huge dismissal",
      big({ dismissal: { reason: "duplicate", duplicateOf: huge, text: huge } }),
    ],
    [
      "many links",
      big({
        links: times(900, (index) => ({
          stamp: stampOf(index),
          relation: "link",
          target: `https://example.com/${huge}`,
        })),
      }),
    ],
    ["many services", big({ services: times(9_000, (index) => `s${index}`) })],
    ["huge services", big({ services: times(90, () => huge) })],
    ["many responders", big({ responders: times(3_000, (index) => `r${index}`) })],
    [
      "many roles",
      big({ roles: Object.fromEntries(times(2_000, (index) => [`role ${index}`, "octocat"])) }),
    ],
    ["many stamps of fields", big({ setBy: { ...plainRecord.incident.setBy, ...setBy } })],
    [
      "many processed comments",
      big({}, { processed: times(4_000, (index) => [index, at(index)]) }),
    ],
    [
      "many gestures",
      big({}, { putBack: times(900, () => huge), yielded: times(900, () => huge) }),
    ],
    [
      "many labels",
      big(
        {},
        {
          shown: {
            labels: times(900, () => huge),
            assignees: times(900, () => "octocat"),
            state: "open",
          },
        },
      ),
    ],
    [
      "everything at once",
      big(
        {
          summary: huge,
          impact: { text: huge },
          timeline: entries(1_000, huge),
          actionItems: items(500, huge),
          setBy: { ...plainRecord.incident.setBy, ...setBy },
        },
        { owed: answers(300, huge), processed: times(500, (index) => [index, at(index)]) },
      ),
    ],
  ])("fits and stays readable: %s", (_what, record) => {
    const { block, read } = written(record);
    expect(block.length).toBeLessThanOrEqual(longestBlock);
    expect(read).toMatchObject({ generation: 3, writer: "app:12345", floor: plainRecord.floor });
    expect(read.incident).toMatchObject({ status: "triage", setBy: plainRecord.incident.setBy });
  });

  it("fits whatever it is made of", () => {
    const size = fc.integer({ min: 0, max: 400 });
    const text = fc
      .tuple(fc.constantFrom(...hostileTexts, "x"), fc.integer({ min: 0, max: 300 }))
      .map(([part, count]) => part.repeat(count));
    fc.assert(
      fc.property(size, size, size, text, (some, more, most, words) => {
        const record = big(
          {
            timeline: entries(some, words),
            actionItems: items(more, words, "done"),
            summary: words,
          },
          { owed: answers(most, words), putBack: times(some, () => words) },
        );
        expect(written(record).block.length).toBeLessThanOrEqual(longestBlock);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what a record loses first", () => {
  it("is nothing while it fits", () => {
    const record = big({ timeline: entries(20), actionItems: items(20, "y".repeat(200)) });
    expect(written(record).read).toEqual(record);
  });

  it("is the text of the oldest entries, which then keep id, kind and time", () => {
    const { read } = written(big({ timeline: entries(100), summary: "disk" }));
    const { timeline } = read.incident;
    expect(timeline).toHaveLength(100);
    expect(timeline[0]).toEqual({ stamp: stampOf(0), kind: "NoteAdded" });
    expect(timeline.at(-1)?.text).toHaveLength(600);
    const bare = timeline.filter((entry) => entry.text === undefined);
    expect(timeline.slice(0, bare.length)).toEqual(bare);
    expect(read.incident.summary).toBe("disk");
  });

  it("is no more of them than it must", () => {
    const { block } = written(big({ timeline: entries(100) }));
    expect(block.length).toBeGreaterThan(longestBlock - 1_200);
  });

  it("is not that an entry was withdrawn", () => {
    const timeline = entries(100).map((entry) => ({ ...entry, withdrawn: true }));
    expect(written(big({ timeline })).read.incident.timeline[0]).toEqual({
      stamp: stampOf(0),
      kind: "NoteAdded",
      withdrawn: true,
    });
  });

  it("is long texts before any action item", () => {
    const { read } = written(
      big({ timeline: entries(300), actionItems: items(150, "y".repeat(400)) }),
    );
    expect(read.incident.actionItems).toHaveLength(150);
    expect(read.incident.actionItems[0]?.text.endsWith("…")).toBe(true);
  });

  it("is ended action items before open ones, and the commander last", () => {
    const all = items(400, "y".repeat(100)).map(
      (item): ActionItem => (item.number % 2 === 0 ? { ...item, state: "done" } : item),
    );
    const roles = { a: "octocat", commander: "grace", z: "octocat" };
    const { read } = written(big({ actionItems: all, roles, timeline: entries(500) }));
    const kept = read.incident.actionItems.filter(({ state }) => state === "done").length;
    const open = read.incident.actionItems.filter(({ state }) => state === "open").length;
    expect(open).toBeGreaterThan(kept);
    expect(read.incident.roles).toMatchObject({ commander: "grace" });
  });

  it("is never an action item because many comments were refused at once", () => {
    const { read } = written(big({ actionItems: items(30, "y") }, { owed: answers(500, "no") }));
    expect(read.incident.actionItems).toHaveLength(30);
    expect(read.owed.length).toBeGreaterThan(100);
  });

  it("never leaves half a character behind", () => {
    const { block } = written(big({ summary: `x${"🔥".repeat(40_000)}`, timeline: entries(9) }));
    expect(block).not.toMatch(/\\ud[89a-f]/i);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestBlock } from "../../../src/core/card/block.ts";
import type { IncidentRecord, Owed } from "../../../src/core/card/record.ts";
import type { ActionItem, Incident, TimelineEntry } from "../../../src/core/incident/incident.ts";
import type { Mitigation } from "../../../src/core/incident/mitigation.ts";
import { hostileTexts } from "./hostile-text.ts";
import { longPlan } from "./long-plan.ts";
import { at, runbook, stampOf, steps, times, written } from "./many.ts";
import { items, postmortem, reminded, reminders, tracked } from "./many-promises.ts";
import { plainRecord } from "./plain-record.ts";

const entries = (count: number, text = "x".repeat(600)): TimelineEntry[] =>
  times(count, (index) => ({ stamp: stampOf(index), kind: "NoteAdded", by: "octocat", text }));
const answers = (count: number, text: string): Owed[] =>
  times(count, (index) => ({
    kind: "answer",
    since: 4,
    to: `c${5_012_345_678 + index}`,
    events: [{ kind: "NoteAdded", stamp: stampOf(index), by: "octocat", text }],
  }));
const mitigations = (count: number, state: Mitigation["state"]): Mitigation[] =>
  times(count, (index) => ({
    id: index + 1,
    kind: "rollback",
    stamp: stampOf(index),
    by: "octocat",
    repository: "acme/web",
    repositoryId: 987_654_321,
    what: `rollback of #${index}`,
    branch: `allclear/rollback-987654321-42-${`${index}`.padStart(12, "0")}`,
    sha: "a".repeat(40),
    state,
    pull: { number: index, id: index, url: `https://github.com/acme/web/pull/${index}` },
  }));
/** A look's rollbacks: each is owed its pull request and its answer. */
const rollbacks = (count: number): Owed[] =>
  times(count, (index): Owed[] => {
    const [stamp, mitigation] = [stampOf(index), index + 1];
    const event = {
      kind: "RollbackProposed",
      stamp,
      by: "ada",
      mitigation,
      plan: longPlan,
    } as const;
    return [
      { kind: "pull-request", since: 4, event },
      { kind: "answer", since: 4, to: `c${5_012_345_678 + index}`, events: [event] },
    ];
  }).flat();
const big = (
  incident: Partial<Incident>,
  record: Partial<IncidentRecord> = {},
): IncidentRecord => ({
  ...plainRecord,
  ...record,
  incident: { ...plainRecord.incident, ...incident },
});

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
    ["a hundred mitigations", big({ mitigations: mitigations(100, "deployed") })],
    ["a thousand mitigations under way", big({ mitigations: mitigations(1_000, "open") })],
    ["many rollbacks at once", big({}, { owed: rollbacks(60) })],
    [
      "many action items, each tracked and reminded of",
      big(
        { actionItems: tracked(900, "open"), reminded: reminded(900), postmortem },
        {
          postmortemRead: {
            seenUntil: at(1),
            processed: times(900, (index) => [5_000_000_000 + index, at(index)]),
          },
        },
      ),
    ],
    ["many reminders owed", big({}, { owed: reminders(900) })],
    ["a runbook longer than any", big({ runbook: runbook(3_000) })],
    [
      "a plan without end",
      big(
        {},
        {
          owed: rollbacks(2).map((owed) =>
            owed.kind === "pull-request" && owed.event.kind === "RollbackProposed"
              ? {
                  ...owed,
                  event: { ...owed.event, plan: { ...longPlan, base: "b".repeat(40_000) } },
                }
              : owed,
          ),
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

  it("is what was reminded of things that have ended, before a timeline is thinned out", () => {
    const all = items(60, "y".repeat(180)).map(
      (item): ActionItem => (item.number > 20 ? { ...item, state: "done" } : item),
    );
    const record = big({ actionItems: all, reminded: reminded(60), timeline: entries(222) });
    const { incident } = written(record).read;
    expect(incident.reminded).toMatchObject(reminded(20));
    expect(Object.keys(incident.reminded ?? {}).length).toBeLessThan(40);
    expect(incident.actionItems).toEqual(all);
    expect(incident.timeline).toHaveLength(222);
  });

  it("is never the last action item: the next one is counted from it", () => {
    const all = items(900, "y".repeat(100)).map(
      (item): ActionItem => (item.number === 900 ? { ...item, state: "dropped" } : item),
    );
    const kept = written(big({ actionItems: all })).read.incident.actionItems;
    expect(kept.length).toBeLessThan(900);
    expect(kept.at(-1)?.number).toBe(900);
  });

  it("is never the postmortem, nor that it is still to be opened", () => {
    const owed: Owed[] = [
      ...answers(600, "no"),
      { kind: "postmortem", since: 4, stamp: stampOf(5), by: "octocat" },
    ];
    const { read } = written(big({ postmortem, timeline: entries(500) }, { owed }));
    expect(read.incident.postmortem).toEqual(postmortem);
    expect(read.owed).toContainEqual(owed.at(-1));
  });

  it("is never an action item because many comments were refused at once", () => {
    const { read } = written(big({ actionItems: items(30, "y") }, { owed: answers(500, "no") }));
    expect(read.incident.actionItems).toHaveLength(30);
    expect(read.owed.length).toBeGreaterThan(100);
  });

  it("is ended mitigations before those under way, and never the newest", () => {
    const all = mitigations(150, "deployed").map(
      (one): Mitigation => (one.id <= 40 ? { ...one, state: "open" } : one),
    );
    const kept = written(big({ mitigations: all })).read.incident.mitigations ?? [];
    expect(kept.filter(({ state }) => state === "open")).toHaveLength(40);
    expect(kept.length).toBeLessThan(150);
    expect(kept.at(-1)?.id).toBe(150);
    expect(kept.slice(40).map(({ id }) => id)).toEqual(
      times(kept.length - 40, (index) => 150 - (kept.length - 41) + index),
    );
  });

  it("is what steps say, never how they stand", () => {
    const { read } = written(big({ runbook: runbook(60), timeline: entries(440) }));
    const before = steps(60);
    expect(read.incident.runbook?.steps.map(({ state, by }) => [state, by])).toEqual(
      before.map(({ state, by }) => [state, by]),
    );
    expect(read.incident.runbook?.steps[0]?.text).toMatch(/^0 look look .*…$/);
    expect(read.incident.timeline).toHaveLength(440);
  });

  it("is no pull request that is still owed, nor its answer", () => {
    const many = { timeline: entries(500), actionItems: items(100, "y".repeat(300)) };
    const { read } = written(big(many, { owed: rollbacks(8), putBack: times(50, String) }));
    expect(read.owed).toHaveLength(16);
    expect(read.incident.timeline.length).toBeGreaterThan(50);
    expect(read.incident.actionItems.length).toBeGreaterThan(50);
    for (const owed of read.owed) {
      const event = owed.kind === "pull-request" ? owed.event : undefined;
      if (event?.kind !== "RollbackProposed") continue;
      const { undone, risks, ...exact } = event.plan;
      expect(longPlan).toMatchObject(exact);
      expect(undone.length).toBeGreaterThan(0);
      for (const risk of risks) {
        if (risk.code === "built-upon") expect(risk.files.length + risk.more).toBe(12);
      }
    }
  });

  it("is an answer before the pull request that it tells of", () => {
    const { read } = written(big({}, { owed: rollbacks(40) }));
    const pulls = read.owed.filter(({ kind }) => kind === "pull-request").length;
    expect(pulls).toBeGreaterThan(15);
    expect(pulls).toBeGreaterThan(read.owed.length - pulls);
  });

  it("is nothing at all where three long plans are owed at once", () => {
    const record = big({ timeline: entries(10) }, { owed: rollbacks(3) });
    expect(written(record).read).toEqual(record);
  });

  it("never leaves half a character behind", () => {
    const { block } = written(big({ summary: `x${"🔥".repeat(40_000)}`, timeline: entries(9) }));
    expect(block).not.toMatch(/\\ud[89a-f]/i);
  });
});

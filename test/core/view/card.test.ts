import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { IncidentEvent } from "../../../src/core/incident/events.ts";
import type { Incident } from "../../../src/core/incident/incident.ts";
import { type CardGiven, renderCard } from "../../../src/core/view/card.ts";
import {
  sampleConfig,
  sampleEnding,
  sampleEvents,
  sampleIncident,
  sampleInstant,
  samplePlace,
  sampleStamp,
} from "../../../src/sandbox/sample-incident.ts";
import { templates } from "./built-in.ts";
import { expectHarmless } from "./harmless.ts";
import { hostileIncident, hostileText } from "./hostile.ts";

function card(incident: Incident, given: Partial<CardGiven> = {}): string {
  return renderCard({
    incident,
    config: sampleConfig,
    templates,
    place: samplePlace,
    notices: [],
    ...given,
  });
}

const declared = sampleIncident(sampleEvents.slice(0, 1));
const running = sampleIncident();
const resolved = sampleIncident([...sampleEvents, ...sampleEnding]);
const utc = { config: { ...sampleConfig, timezone: "UTC" } };

describe("the card says at once", () => {
  test.each<[string, Incident, string]>([
    ["how bad it is, red while it hurts", running, "## 🔴 SEV1 · investigating"],
    ["that it eases", { ...running, status: "monitoring" }, "## 🟡 SEV1 · monitoring"],
    ["that it is over", resolved, "## 🟢 SEV1 · resolved"],
    ["since when, in UTC and local time", running, "2026-11-22 02:15 UTC (03:15 Europe/Berlin)"],
    ["who leads", running, "**Commander** [ada](https://github.com/ada)"],
    ["that nobody leads, and what to do", declared, "nobody yet: assign yourself, or `/lead`"],
    ["what is broken", running, "Nobody can pay by card"],
    ["what was last said to those who wait", running, "We are rolling back"],
    ["when the promised update comes", running, "**Next update** by 2026-11-22 03:07 UTC"],
    ["when the level asks for one", declared, "SEV2 asks for one every 30 min"],
  ])("%s", (_, incident, said) => {
    expect(card(incident)).toContain(said);
  });

  test("no local time where the zone is UTC", () => {
    expect(card(running, utc)).toContain("**Since** 2026-11-22 02:15 UTC, declared 02:35 UTC");
  });

  test.each<[string, Incident]>([
    ["it is over", resolved],
    ["the level asks for none", { ...declared, severity: "SEV4" }],
    ["there is no severity", { ...declared, severity: "gone" }],
  ])("nothing about a next update when %s", (_, incident) => {
    expect(card(incident)).not.toContain("Next update");
  });
});

describe("an end is told with its reason, by whom and when", () => {
  const dismissed: IncidentEvent = {
    kind: "IncidentDismissed",
    stamp: sampleStamp(9),
    by: "grace",
    reason: "duplicate",
    duplicateOf: "#7",
  };

  test.each<[string, Incident, string]>([
    ["resolved", resolved, "**Resolved** by [ada](https://github.com/ada), 2026-11-22 03:45 UTC"],
    [
      "dismissed",
      sampleIncident([...sampleEvents.slice(0, 1), dismissed]),
      "**Dismissed** as a duplicate of [#7](https://github.com/octo-org/shop/issues/7) by [grace]",
    ],
  ])("%s", (_, incident, said) => {
    expect(card(incident)).toContain(said);
  });
});

describe("durations", () => {
  test("appear once their end is known", () => {
    expect(card(running)).toContain("Time to acknowledge: 3 min (since it was declared)");
    expect(card(running)).not.toContain("Time to resolve");
    expect(card(resolved)).toContain("Time to resolve: 1 h 30 min (since it started)");
  });

  test("say what is missing instead of guessing", () => {
    const { mitigatedAt: _, ...milestones } = resolved.milestones;
    const said = card({ ...resolved, milestones });
    expect(said).toContain("Time to mitigate: unknown, nobody said when it was mitigated");
    expect(said).not.toContain("MTT");
  });

  test("are not negative when something is said to have ended before it began", () => {
    const milestones = { ...resolved.milestones, mitigatedAt: sampleInstant(-60) };
    expect(card({ ...resolved, milestones })).toContain("it was mitigated before it started");
  });
});

describe("the timeline", () => {
  const story = card(running);

  test("has the newest entry first", () => {
    expect(story.indexOf("action item 2 done")).toBeLessThan(
      story.indexOf("declared the incident"),
    );
  });

  test("strikes out what was withdrawn and says so", () => {
    expect(story).toContain("~~It is the database~~ (withdrawn)");
  });

  test("says when something happened that was told later", () => {
    expect(story).toContain("Deployment 4.3 went out (happened 02:10 UTC)");
  });

  test("points to the thread for a text it no longer holds", () => {
    const [first] = running.timeline;
    const { text: _, ...shrunken } = first ?? { stamp: sampleStamp(0), kind: "NoteAdded" };
    expect(card({ ...running, timeline: [shrunken] })).toContain("(the text is in the thread)");
  });

  test("counts the entries it leaves to the thread", () => {
    const timeline = Array.from({ length: 500 }, (_, minutes) => ({
      stamp: sampleStamp(minutes),
      kind: "NoteAdded",
      by: "ada",
      text: `note ${minutes} ${"x".repeat(580)}`,
    }));
    const said = card({ ...running, timeline });
    const shown = said.split("\n").filter((line) => / note \d/.test(line)).length;
    expect(shown).toBeGreaterThan(5);
    expect(said).toContain(`${500 - shown} earlier entries are in the thread`);
    expect(said).toContain("note 499 ");
  });
});

test("a drill is marked as one", () => {
  const said = card({ ...running, drill: true });
  expect(said).toContain("## 🔴 DRILL · SEV1");
  expect(said).toContain("**This is a drill.**");
  expect(card(running)).not.toMatch(/drill/i);
});

test("what a reader must know stands on top, as a warning", () => {
  const said = card(running, {
    notices: [{ code: "restored", from: "thread", at: sampleInstant(5) }],
    configProblem: "line 3: timezone is wrong",
  });
  expect(said.startsWith("> [!WARNING]\n> This card was lost or damaged.")).toBe(true);
  expect(said).toContain("> A mistake in the configuration");
});

describe("whatever people write", () => {
  test("nobody is mentioned, nothing commands, and it stays short", () => {
    const given = fc.record({ incident: hostileIncident, configProblem: hostileText });
    fc.assert(
      fc.property(given, ({ incident, configProblem }) => {
        const said = card(incident, { configProblem });
        expect(said.length).toBeLessThanOrEqual(20_000);
        expectHarmless(said);
      }),
      { numRuns: 60 },
    );
  });

  test("a huge incident still fits, with every part of it", () => {
    const text = "@`*~|<".repeat(300);
    const many = <T>(one: (index: number) => T) => Array.from({ length: 100 }, (_, i) => one(i));
    const said = card({
      ...running,
      summary: text,
      impact: { text },
      services: many((i) => `${text}${i}`),
      responders: many((i) => `person-${i}`),
      roles: Object.fromEntries(many((i) => [`role ${i} ${text}`, `person-${i}`])),
      links: many((i) => ({
        stamp: sampleStamp(i),
        relation: "link",
        target: `https://example.com/${"a".repeat(900)}`,
        text,
      })),
      actionItems: many((i) => ({
        number: i,
        stamp: sampleStamp(i),
        text,
        state: "open",
        owner: text,
      })),
      timeline: many((i) => ({ stamp: sampleStamp(i), kind: "NoteAdded", by: "ada", text })),
    });
    expect(said.length).toBeLessThanOrEqual(20_000);
    for (const part of [
      "**Services**",
      "**Roles**",
      "**Links**",
      "**Action items**",
      "</details>",
    ]) {
      expect(said).toContain(part);
    }
    expectHarmless(said);
  });

  test("a login that is none of ours is not made a link", () => {
    const roles = { commander: "ada](https://evil.example)" };
    expect(card({ ...running, roles })).not.toContain("](https://evil.example");
  });
});

test("the same incident gives the same card, so that one more look writes nothing", () => {
  expect(card(running)).toBe(card(structuredClone(running)));
  expect(card(running, { config: defaultConfig })).toBe(card(running, { config: defaultConfig }));
});

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { postmortemOf, timelineIn } from "../../../src/core/card/markers.ts";
import type { Incident, TimelineEntry } from "../../../src/core/incident/incident.ts";
import { isInStep, rowsIn } from "../../../src/core/postmortem/checklist.ts";
import { isPrompt } from "../../../src/core/postmortem/prompts.ts";
import { type SectionKey, sectionNames } from "../../../src/core/postmortem/sections.ts";
import { plainTextOf } from "../../../src/core/thread/blocks.ts";
import { parseBlocks } from "../../../src/core/thread/markdown.ts";
import { renderPostmortem } from "../../../src/core/view/postmortem.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleEnding,
  sampleEvents,
  sampleIncident,
  sampleInstant,
  sampleStamp,
} from "../../../src/sandbox/sample-incident.ts";
import { templates } from "./built-in.ts";
import { expectHarmless } from "./harmless.ts";
import { hostileIncident, hostileText } from "./hostile.ts";

const over = sampleIncident([...sampleEvents, ...sampleEnding]);
const given = (incident: Incident, title = "Checkout down") => ({
  ...{ incident, config, templates, place, title },
  repositoryId: 77,
});
const render = (incident: Incident) => renderPostmortem(given(incident));
const { title, body, comments } = render(over);

/** The blocks of a section, as plain text. */
function sectionOf(text: string, key: SectionKey): readonly string[] {
  const blocks = parseBlocks(text).children;
  const isHeading = (at: number) => blocks[at]?.type === "heading";
  const start = blocks.findIndex(
    (block, at) => isHeading(at) && plainTextOf(block) === sectionNames[key],
  );
  const end = blocks.findIndex((_, at) => at > start && isHeading(at));
  return blocks.slice(start + 1, end < 0 ? undefined : end).map(plainTextOf);
}

const textOf = (key: SectionKey, text = body) => sectionOf(text, key).join("\n");

/** Without what is hidden and without boxes: what is left must be harmless. */
const visible = (text: string) =>
  text.replace(/ ?<!-- allclear:[^>]* -->/g, "").replace(/^(- )\[[ x]\] /gm, "$1");

describe("a postmortem", () => {
  it("names its incident, links back, and ends with the marker", () => {
    expect(title).toBe("Postmortem: Checkout down");
    expect(body).toContain(`[#12](${place.issueUrl}) Checkout down`);
    expect(postmortemOf(body)).toEqual({ repository: 77, issue: 12 });
    expect(body.endsWith("<!-- allclear:postmortem 77#12 -->")).toBe(true);
    expect(comments).toEqual([]);
  });

  it("has every section, in this order", () => {
    const headings = parseBlocks(body).children.filter(({ type }) => type === "heading");
    expect(headings.map(plainTextOf)).toEqual(Object.values(sectionNames));
  });

  test.each<[SectionKey, string]>([
    ["summary", "Deployment 4.3 broke card payments; rolled back to 4.2."],
    ["impact", "Nobody can pay by card · users: 20% · regions: eu, us · spreading"],
    ["facts", "**Services** checkout-api, web"],
    ["facts", "commander: ada · communications lead: grace"],
    ["facts", "**Participants** ada, grace, linus"],
    ["facts", "2026-11-22 02:35 UTC declared the incident: SEV2 (ada)"],
    ["facts", "2026-11-22 02:43 UTC SEV2 → SEV1: all card payments fail (ada)"],
    ["facts", "Detected: unknown, nobody said when"],
    ["facts", "Time to detect: at most 20 min, when it was declared"],
    ["facts", "Time to acknowledge: 3 min (since it was declared)"],
    ["facts", "Time to mitigate: 58 min (since it started)"],
    ["facts", "Time to resolve: 1 h 30 min (since it started)"],
    ["mitigations", "mitigated: rolled back to 4.2 (linus)"],
    ["mitigations", "/changes there lists them again"],
  ])("says in %s: %s", (key, expected) => {
    expect(textOf(key).replace(/\s+/g, " ")).toContain(expected);
  });

  it("says what is missing", () => {
    const bare = { ...over, milestones: {}, timeline: [], services: [], mitigations: [] };
    const text = render(bare).body;
    expect(text).toContain("Time to detect: unknown, nobody said when it started");
    expect(text).toContain("Time to mitigate: unknown");
    expect(text).toContain("No mitigation is on record.");
    expect(text).toContain("The record holds no entries.");
    const reversed = { startedAt: sampleInstant(9), declaredAt: sampleInstant(0) };
    expect(render({ ...over, milestones: reversed }).body).toContain("detected before it started");
  });

  it("leaves nothing but prompts where people are to write", () => {
    const { summary: _summary, impact: _impact, ...untold } = over;
    const text = render(untold).body;
    for (const key of [
      "summary",
      "impact",
      "wentWell",
      "couldImprove",
      "lucky",
      "factors",
    ] as const)
      for (const part of sectionOf(text, key)) expect(isPrompt(part), part).toBe(true);
    const [list, ...others] = parseBlocks(text)
      .children.filter(({ type }) => type === "list")
      .slice(-2);
    expect(others).toHaveLength(1);
    if (list?.type === "list")
      for (const row of list.children) expect(isPrompt(plainTextOf(row))).toBe(true);
    expect(isPrompt(sectionOf(text, "actionItems")[0] ?? "")).toBe(true);
    expect(isPrompt("We rolled back within minutes.")).toBe(false);
    expect(isPrompt("")).toBe(false);
  });

  it("asks what and how, never who", () => {
    expect(textOf("questions")).not.toMatch(/\b(?:who|whom|whose)\b/i);
  });

  it("has its action items as a checklist that is in step with them", () => {
    expect(rowsIn(body).map(({ number, ticked }) => [number, ticked])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(isInStep(body, over.actionItems)).toBe(true);
  });

  it("says how it is finished, moved and waived", () => {
    expect(body).toMatch(/\*\*When it is written\*\*.*`\/postmortem ready`.*due 2026-11-29.*waive/);
  });

  it("of a drill says so", () => {
    expect(body).not.toContain("drill");
    expect(render({ ...over, drill: true }).body).toMatch(/^\*\*This was a drill\.\*\*/);
  });

  it("has its checklist also where a repository's own template leaves it out", () => {
    const own = { ...templates, postmortem: "## Mine\n\n{{summary}}\n\n{{finish}}" };
    const text = renderPostmortem({ ...given(over), templates: own }).body;
    expect(rowsIn(text)).toHaveLength(2);
    expect(text).toMatch(/## Action items\n\n- .*\n- .*\n\n\*\*When it is written/);
  });
});

describe("its timeline", () => {
  const rowsOf = (text: string) => text.split("\n").filter((row) => /^\| \d{4}-/.test(row));

  it("is in the order in which things happened, each with a link to where it was said", () => {
    const [first, second] = rowsOf(body);
    const url = (id: number) => `${place.issueUrl}#issuecomment-${id}`;
    expect(first).toBe(
      `| 2026-11-22 | [02:10](${url(1012)}) | Deployment 4.3 went out (noted 02:47 UTC) | ` +
        "[linus](https://github.com/linus) |",
    );
    expect(second).toContain(`| [02:35](${url(1000)}) | declared the incident: SEV2 |`);
  });

  it("leaves out what was withdrawn, and says the kind of what the record has no text of", () => {
    expect(body).not.toContain("It is the database");
    const shrunken = { stamp: sampleStamp(30), kind: "StatusChanged" };
    const [row] = rowsOf(render({ ...over, timeline: [shrunken] }).body);
    expect(row).toContain("[03:05]");
    expect(row).toContain("| status changed (the text is in the thread) |");
  });

  it("goes on in comments, each entry once and nothing too long", () => {
    const entries = Array.from(
      { length: 700 },
      (_, at): TimelineEntry => ({
        ...{ stamp: sampleStamp(at), kind: "NoteAdded", by: "ada" },
        text: `note ${at} ${"| [x] `a` ".repeat(at % 60)}`,
      }),
    );
    const long = render({ ...over, timeline: entries });
    const parts = [long.body, ...long.comments];
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(55_000);
    expect(rowsOf(long.body)).toHaveLength(50);
    expect(long.body).toContain("650 more entries are in the comments below.");
    const told = parts.flatMap(rowsOf).map((row) => Number(/note (\d+)/.exec(row)?.[1]));
    expect(told).toEqual(entries.map((_, at) => at));
    expect(long.comments.map(timelineIn)).toEqual(long.comments.map((_, at) => at + 1));
    expect(long.comments.length).toBeGreaterThan(1);
  });
});

describe("a postmortem made of hostile text", () => {
  it("calls nobody, commands nothing, closes nothing and fits", () => {
    fc.assert(
      fc.property(hostileIncident, hostileText, (incident, about) => {
        const made = renderPostmortem(given(incident, about));
        for (const part of [made.body, ...made.comments]) {
          expectHarmless(visible(part));
          expect(part.length).toBeLessThanOrEqual(55_000);
        }
        expect(made.title).not.toMatch(/[\n\u202e]/);
        expect(made.title.length).toBeLessThanOrEqual(240);
        expect(postmortemOf(made.body)).toEqual({ repository: 77, issue: 12 });
      }),
      { numRuns: 12 },
    );
  });

  it("fits where there is far too much of everything", () => {
    const many = Array.from({ length: 500 }, (_, at) => `${at} ${"<@|`".repeat(300)}`);
    const made = render({
      ...over,
      summary: many.join(" "),
      services: many,
      responders: many,
      actionItems: many.map((text, at) => ({
        ...{ number: at + 1, stamp: sampleStamp(1), text, state: "open" as const },
      })),
      timeline: many.map((text, at) => ({ stamp: sampleStamp(at), kind: "SeverityChanged", text })),
    });
    expect(made.body.length).toBeLessThanOrEqual(55_000);
    expect(made.body).toContain("When it is written");
    expect(postmortemOf(made.body)).toBeDefined();
  });
});

import { describe, expect, it, test } from "vitest";
import { lintPostmortem } from "../../../../src/core/postmortem/lint/lint-postmortem.ts";
import { sampleIncident } from "../../../../src/sandbox/sample-incident.ts";
import { postmortemWith, quotesOf } from "./written.ts";

const at = "2026-11-22T02:35:00Z";
const complete = { detectedAt: at, acknowledgedAt: at, mitigatedAt: at, resolvedAt: at };
const incident = { ...sampleIncident(), milestones: complete };
const text = postmortemWith({ Timeline: "See the incident." });

describe("a milestone is missing", () => {
  test.each([
    { milestone: "detectedAt", word: "detected", says: "Detected: 2026-11-22 09:30 UTC" },
    { milestone: "acknowledgedAt", word: "acknowledged", says: "`/ack`" },
    { milestone: "mitigatedAt", word: "mitigated", says: "`/mitigated at=09:30`" },
    { milestone: "resolvedAt", word: "resolved", says: "`/resolve`" },
  ])("where nobody said when it was $word", ({ milestone, word, says }) => {
    const { [milestone]: _gone, ...milestones } = complete as Record<string, string>;
    const found = lintPostmortem(text, { rulesOff: [], incident: { ...incident, milestones } });
    expect(found.map(({ rule, quote }) => ({ rule, quote }))).toEqual([
      { rule: "missing-milestone", quote: word },
    ]);
    expect(found[0]?.suggestion).toContain(says);
  });
});

describe("no milestone is missing", () => {
  const { detectedAt: _gone, ...milestones } = complete;
  const undetected = { ...incident, milestones };

  test.each([
    "Detected at 02:20 UTC.",
    "It was detected by an alert at 2:20.",
    "02:20 UTC: detected by support.",
    "- Started: unknown, nobody said when\n- Detected: 2026-11-22 02:20 UTC",
  ])("where the text says %j", (summary) => {
    const told = postmortemWith({ Summary: summary, Timeline: "None." });
    expect(quotesOf("missing-milestone", told, undetected)).toEqual([]);
  });

  it("where the timeline has a row about it", () => {
    const row = "| Date | UTC | Who | What |\n| 2026-11-22 | 02:20 | ada | detected by support |";
    const told = postmortemWith({ Timeline: row });
    expect(quotesOf("missing-milestone", told, undetected)).toEqual([]);
  });

  it.each(["Detected: unknown; declared 02:35.", "Declared 02:35, detected late."])(
    "except where the text only says %j",
    (summary) => {
      const told = postmortemWith({ Summary: summary });
      expect(quotesOf("missing-milestone", told, undetected)).toEqual(["detected"]);
    },
  );

  it("where nobody knows the incident", () => {
    expect(quotesOf("missing-milestone", text)).toEqual([]);
  });

  it("where the incident knows them all", () => {
    expect(quotesOf("missing-milestone", text, incident)).toEqual([]);
  });
});

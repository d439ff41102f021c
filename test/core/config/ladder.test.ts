import { describe, expect, it } from "vitest";
import { builtInLadders } from "../../../src/core/config/built-in-ladders.ts";
import { defaultConfig } from "../../../src/core/config/config.ts";
import {
  compareSeverity,
  isTopSeverity,
  type Ladder,
  labelOfLevel,
  levelNamed,
  levelOfLabel,
} from "../../../src/core/config/ladder.ts";

const { labels } = defaultConfig;
const level = { criteria: "x", respondMs: undefined, updateMs: undefined, audience: "" };

function own(...names: string[]): Ladder {
  const levels = names.map((name) => ({ ...level, name, tell: [], color: "ededed", words: [] }));
  return { name: "own", levels };
}

describe("a severity is understood as people write it", () => {
  it.each([
    ["sev1-sev4", "1", "SEV1"],
    ["sev1-sev4", "sev1", "SEV1"],
    ["sev1-sev4", "SEV-2", "SEV2"],
    ["sev1-sev4", "Sev 3", "SEV3"],
    ["sev1-sev4", "s4", "SEV4"],
    ["sev1-sev4", "severity-2", "SEV2"],
    ["sev1-sev4", " sev1 ", "SEV1"],
    ["sev1-sev4", "critical", "SEV1"],
    ["sev1-sev4", "MAJOR", "SEV2"],
    ["sev1-sev4", "minor", "SEV3"],
    ["p1-p4", "p1", "P1"],
    ["p1-p4", "P-2", "P2"],
    ["p1-p4", "priority 3", "P3"],
    ["p1-p4", "critical", "P1"],
    ["p0-p4", "1", "P1"],
    ["p0-p4", "0", "P0"],
    ["p0-p4", "critical", "P0"],
    ["p0-p4", "major", "P1"],
    ["p0-p3", "minor", "P2"],
    ["p0-p3", "3", "P3"],
  ] as const)("on %s, %j is %s", (ladder, text, name) => {
    expect(levelNamed(builtInLadders[ladder], text)?.name).toBe(name);
  });

  it.each([
    ["sev1-sev4", "p1"],
    ["sev1-sev4", "P0"],
    ["sev1-sev4", "0"],
    ["sev1-sev4", "5"],
    ["sev1-sev4", "sev0"],
    ["sev1-sev4", "01"],
    ["sev1-sev4", "-1"],
    ["sev1-sev4", "１"],
    ["sev1-sev4", "11"],
    ["sev1-sev4", "1.0"],
    ["sev1-sev4", ""],
    ["sev1-sev4", " "],
    ["sev1-sev4", "sev"],
    ["sev1-sev4", "constructor"],
    ["sev1-sev4", "9".repeat(5000)],
    ["p1-p4", "sev1"],
    ["p1-p4", "s1"],
    ["p1-p4", "P0"],
    ["p0-p3", "P4"],
  ] as const)("on %s, %j is no level", (ladder, text) => {
    expect(levelNamed(builtInLadders[ladder], text)).toBeUndefined();
  });

  it.each([
    [own("Tier1", "Tier2"), "2", "Tier2"],
    [own("Tier1", "Tier2"), "tier-1", "Tier1"],
    [own("Tier1", "Tier2"), "sev1", undefined],
    [own("A1", "B1"), "1", undefined],
    [own("A1", "B1"), "b1", "B1"],
    [own("Major", "Critical"), "critical", "Critical"],
    [own("High", "Low"), "minor", undefined],
    [own("S2", "S1"), "1", "S1"],
  ])("an own ladder is read by its own names (%#)", (ladder, text, name) => {
    expect(levelNamed(ladder, text)?.name).toBe(name);
  });

  it("takes a level's own word before a word by position", () => {
    const [worst, second] = own("High", "Low").levels;
    if (worst === undefined || second === undefined) throw new Error("two levels expected");
    const ladder = { name: "own", levels: [worst, { ...second, words: ["critical", "meh"] }] };
    expect(levelNamed(ladder, "Critical")?.name).toBe("Low");
    expect(levelNamed(ladder, "MEH")?.name).toBe("Low");
  });
});

describe("severities are ranked by their place in the ladder", () => {
  it("whatever the digits say", () => {
    const ladder = own("S3", "S1", "S2");
    expect(["S2", "S1", "S3"].sort((a, b) => compareSeverity(ladder, a, b))).toEqual([
      "S3",
      "S1",
      "S2",
    ]);
    expect(compareSeverity(ladder, "S3", "s1")).toBeLessThan(0);
    expect(compareSeverity(ladder, "S2", "S1")).toBeGreaterThan(0);
    expect(compareSeverity(ladder, "S2", "S2")).toBe(0);
    expect(isTopSeverity(ladder, "S3")).toBe(true);
    expect(isTopSeverity(ladder, "S1")).toBe(false);
  });

  it("and one that has left the ladder is worse than none", () => {
    const ladder = own("S1", "S2");
    expect(compareSeverity(ladder, "P0", "S2")).toBeGreaterThan(0);
    expect(isTopSeverity(ladder, "P0")).toBe(false);
  });
});

describe("a label shows a severity", () => {
  it("in the words of the ladder", () => {
    expect(labelOfLevel(labels, "SEV1")).toBe("severity: SEV1");
    expect(labelOfLevel({ ...labels, severityPrefix: "sev/" }, "P0")).toBe("sev/P0");
  });

  it.each([
    ["sev1-sev4", "severity: SEV1", "SEV1"],
    ["sev1-sev4", "Severity: sev2", "SEV2"],
    ["sev1-sev4", "severity:SEV3", "SEV3"],
    ["sev1-sev4", "severity: critical", "SEV1"],
    ["sev1-sev4", "sev1", "SEV1"],
    ["sev1-sev4", "SEV-2", "SEV2"],
    ["p1-p4", "P1", "P1"],
    ["p1-p4", "p2", "P2"],
    ["p0-p4", "p0", "P0"],
    ["sev1-sev4", "P1", undefined],
    ["sev1-sev4", "severity: P1", undefined],
    ["sev1-sev4", "severity: ", undefined],
    ["sev1-sev4", "minor", undefined],
    ["sev1-sev4", "1", undefined],
    ["sev1-sev4", "incident", undefined],
    ["sev1-sev4", "status: triage", undefined],
    ["sev1-sev4", "", undefined],
  ] as const)("on %s, the label %j is %s", (ladder, label, name) => {
    expect(levelOfLabel(builtInLadders[ladder], labels, label)?.name).toBe(name);
  });
});

import { describe, expect, it, test } from "vitest";
import { sampleIncident } from "../../../../src/sandbox/sample-incident.ts";
import { postmortemWith, quotesOf } from "./written.ts";

const head = "| Date | UTC | By | What |\n| --- | --- | --- | --- |";

function gaps(rows: readonly string[], milestones?: Record<string, string>): readonly string[] {
  const table = rows.map((row) => {
    const [time = "", what = ""] = row.split(/ (.*)/);
    return `| 2026-11-22 | ${time} | ada | ${what} |`;
  });
  const text = postmortemWith({ Timeline: [head, ...table].join("\n") });
  const incident = milestones && { ...sampleIncident(), milestones };
  return quotesOf("timeline-gap", text, incident);
}

describe("a timeline has a gap", () => {
  test.each<{ rows: readonly string[]; found: readonly string[] }>([
    {
      rows: ["02:00 declared", "02:31 update"],
      found: ["2026-11-22 02:00 UTC to 2026-11-22 02:31 UTC"],
    },
    {
      rows: ["02:31 update", "02:00 declared"],
      found: ["2026-11-22 02:00 UTC to 2026-11-22 02:31 UTC"],
    },
    {
      rows: ["02:00 declared", "02:10 resolved", "04:00 reopened", "05:00 resolved"],
      found: ["2026-11-22 04:00 UTC to 2026-11-22 05:00 UTC"],
    },
    {
      rows: ["02:00 declared", "02:10 note", "03:00 [resolved](https://x.example): rolled back"],
      found: ["2026-11-22 02:10 UTC to 2026-11-22 03:00 UTC"],
    },
  ])("in $rows", ({ rows, found }) => {
    expect(gaps(rows)).toEqual(found);
  });
});

describe("a timeline has no gap", () => {
  test.each<{ rows: readonly string[] }>([
    { rows: ["02:00 declared", "02:30 update"] },
    { rows: ["02:00 declared", "02:10 resolved: back", "09:00 note"] },
    { rows: ["02:00 declared", "02:10 **resolved**", "09:00 closed"] },
    { rows: ["00:00 deployed 4.3", "02:00 declared", "02:10 resolved"] },
    { rows: ["02:00 declared"] },
    { rows: ["about two declared", "late resolved"] },
    { rows: [] },
  ])("in $rows", ({ rows }) => {
    expect(gaps(rows)).toEqual([]);
  });
});

describe("gaps", () => {
  it("end where the incident says that it was resolved", () => {
    const rows = ["02:00 begin", "02:40 fixed it", "09:00 note"];
    const milestones = { declaredAt: "2026-11-22T02:00:00Z", resolvedAt: "2026-11-22T02:20:00Z" };
    expect(gaps(rows, milestones)).toEqual([]);
    expect(gaps(rows, { ...milestones, resolvedAt: "2026-11-22T02:45:00Z" })).toHaveLength(1);
  });

  it("are told at most five times", () => {
    expect(gaps(Array.from({ length: 12 }, (_, hour) => `${10 + hour}:00 note`))).toHaveLength(5);
  });

  it("go over midnight, with dates that are not repeated", () => {
    const rows = [
      "| 2026-11-22 | 23:50 | ada | declared |",
      "| 2026-11-23 | 00:10 | ada | a |",
      "| | 01:00 | ada | b |",
    ];
    const table = [head, ...rows].join("\n");
    expect(quotesOf("timeline-gap", postmortemWith({ Timeline: table }))).toEqual([
      "2026-11-23 00:10 UTC to 2026-11-23 01:00 UTC",
    ]);
  });

  it("are looked for in the timeline's own tables only", () => {
    const table = `${head}\n| 2026-11-22 | 02:00 | a | b |\n| 2026-11-22 | 09:00 | a | b |`;
    expect(quotesOf("timeline-gap", postmortemWith({ Impact: table }))).toEqual([]);
    const fenced = { Timeline: `\`\`\`\n${table}\n\`\`\`` };
    expect(quotesOf("timeline-gap", postmortemWith(fenced))).toEqual([]);
  });
});

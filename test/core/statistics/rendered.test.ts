import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { CountedIncident } from "../../../src/core/statistics/counted-incident.ts";
import { statistics } from "../../../src/core/statistics/statistics.ts";
import { fill } from "../../../src/core/view/render.ts";
import { statisticsView } from "../../../src/core/view/statistics.ts";
import { templates } from "../view/built-in.ts";
import { mentionsIn, nodesOf, proseOf } from "../view/harmless.ts";
import { declaredOn } from "./a-summary.ts";
import { anyIncidents } from "./any-summary.ts";

const year = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
const august = { from: "2026-08-01T00:00:00Z", to: "2026-09-01T00:00:00Z" };

function rendered(
  incidents: readonly CountedIncident[],
  period = august,
  timezone = "UTC",
): string {
  const config = { ...defaultConfig, timezone };
  return fill(templates.statistics, statisticsView(statistics(incidents, period, config), config));
}

function chartsIn(markdown: string): readonly string[] {
  return nodesOf(markdown).flatMap((node) => (node.type === "code" ? [node.value] : []));
}

/** The lines there can be in our two kinds of charts. */
const chartLines = [
  /^xychart-beta$/,
  /^ {4}title "Incidents per (week, by its Monday|month|year)"$/,
  /^ {4}x-axis \["[\d-]+"(, "[\d-]+")*\]$/,
  /^ {4}y-axis "Incidents" 0 --> [1-9]\d*$/,
  /^ {4}bar \[\d+(, \d+)*\]$/,
  /^pie showData$/,
  /^ {4}title Incidents by severity$/,
  /^ {4}"[\p{L}\p{N} ._/+()-]+" : [1-9]\d*$/u,
];

describe("statistics as Markdown", () => {
  it("say whole days as days, the last one included, and others to the minute", () => {
    const berlin = { from: "2026-07-31T22:00:00Z", to: "2026-08-31T22:00:00Z" };
    expect(rendered([])).toMatch(/^# Incidents, 2026-08-01 to 2026-08-31 \(UTC\)$/m);
    expect(rendered([], berlin, "Europe/Berlin")).toMatch(
      /^# Incidents, 2026-08-01 to 2026-08-31 \(Europe\/Berlin\)$/m,
    );
    expect(rendered([], berlin)).toMatch(
      /^# Incidents, 2026-07-31 22:00 UTC to 2026-08-31 22:00 UTC$/m,
    );
  });

  it("of nothing are three lines", () => {
    expect(rendered([])).toBe(
      [
        "# Incidents, 2026-08-01 to 2026-08-31 (UTC)",
        "",
        "**No incident was declared.**",
        "",
        "Sources: 0 incidents read from the list of issues; 0 by one more call each; 0 could not be read.",
      ].join("\n"),
    );
  });

  it.each([
    [
      "how many and what is kept out",
      "**1 incident declared.** \nKept out of these numbers: 1 drill ([#2]",
    ],
    ["the lengths with what is known and missing", "| Time to resolve | 1 h | 1 h | 1 | 0 |"],
    ["a length nobody knows as a dash", "| Time to mitigate | – | – | 0 | 1 |"],
    [
      "how the updates went",
      "2 of 2 that were due came in time (100%), in 1 incident whose severity",
    ],
    ["that there are no action items", "- **Action items**: none."],
    ["the severity", "| SEV2 | 1 |"],
    ["the service", "| web | 1 |"],
    ["every incident", "| Incident 1 | SEV2 | 2026-08-01 | – | 1 h |"],
    ["which one is a drill", "| DRILL Incident 2 |"],
  ])("say %s", (_what, text) => {
    const milestones = { resolvedAt: "2026-08-01T13:00:00Z" };
    const all = [declaredOn("08-01", 1, { milestones }), declaredOn("08-02", 2, { drill: true })];
    // The template leaves no blank at the end of a line.
    expect(rendered(all)).toContain(text.replace(" \n", "\n"));
  });

  it("never speak of a mean", () => {
    expect(rendered([declaredOn("08-01", 1)])).not.toMatch(/MTT[ARMD]|NaN|undefined|Infinity/);
  });

  it("draw only what Mermaid can read, whatever the severities are called", () => {
    fc.assert(
      fc.property(anyIncidents, (incidents) => {
        const lines = chartsIn(rendered(incidents, year)).flatMap((chart) => chart.split("\n"));
        for (const line of lines) {
          expect(
            chartLines.some((form) => form.test(line)),
            line,
          ).toBe(true);
        }
      }),
    );
  });

  it("draw no two slices of one name", () => {
    const named = ['SEV"1', "SEV[1", "SEV 1", "`"].map((severity, index) =>
      declaredOn("08-01", index + 1, { severity }),
    );
    const slices = chartsIn(rendered(named)).flatMap((chart) => chart.match(/^ {4}".*"/gm) ?? []);
    expect(slices.map((slice) => slice.trim()).sort()).toEqual([
      '"SEV 1 (2)"',
      '"SEV 1 (3)"',
      '"SEV 1"',
      '"other"',
    ]);
  });

  it("mention nobody and let nothing out of its cell, whatever people wrote", () => {
    fc.assert(
      fc.property(anyIncidents, (incidents) => {
        const markdown = rendered(incidents, year);
        expect(mentionsIn(markdown)).toEqual([]);
        expect(markdown).not.toContain("<!--");
        expect(markdown).not.toMatch(/^[ \t]*\//m);
        expect(proseOf(markdown)).not.toMatch(/\b(?:clos|fix|resolv)\w*:? +#\d/i);
        for (const node of nodesOf(markdown)) {
          expect(["image", "imageReference", "definition"]).not.toContain(node.type);
          if (node.type === "link") expect(node.url).toMatch(/^https?:\/\/[^@]*$/);
          if (node.type === "code") expect(node.lang).toBe("mermaid");
          if (node.type === "html") {
            for (const [tag] of node.value.matchAll(/<[^>]*>?/g)) {
              expect(tag).toMatch(/^<\/?(?:details|summary|sub)>$/);
            }
          }
        }
      }),
    );
  });

  it("stay short enough for a job summary", () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({
      ...declaredOn("08-01", index + 1, {
        services: [`service-${index}`, `other-${index % 500}`],
        severity: `level ${index}`,
      }),
      title: "@".repeat(256),
    }));
    expect(rendered(many).length).toBeLessThan(300_000);
  });
});

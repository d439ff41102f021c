import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { CountedIncident } from "../../../src/core/statistics/counted-incident.ts";
import { statistics } from "../../../src/core/statistics/statistics.ts";
import { statisticsCsv } from "../../../src/core/statistics/statistics-csv.ts";
import { statisticsJson } from "../../../src/core/statistics/statistics-json.ts";
import { declaredOn } from "./a-summary.ts";
import { anyIncidents } from "./any-summary.ts";

const year = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
const ofYear = (incidents: readonly CountedIncident[]) =>
  statistics(incidents, year, defaultConfig);

/** What a spreadsheet may take for a formula. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** Reads it by the grammar of RFC 4180, and refuses anything else. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null)
      throw new Error(`no CSV at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function recordsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = readCsv(csv);
  return rows.map((row) =>
    Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""])),
  );
}

describe("the CSV file", () => {
  it("has one row per incident, each as long as the header, whatever people wrote", () => {
    fc.assert(
      fc.property(anyIncidents, (incidents) => {
        const found = ofYear(incidents);
        const rows = readCsv(statisticsCsv(found));
        expect(new Set(rows.map(({ length }) => length)).size).toBe(1);
        expect(rows.slice(1).map(([number]) => Number(number))).toEqual(
          found.incidents.map(({ number }) => number),
        );
      }),
    );
  });

  it("gives every title back, with one quote before what would be a formula", () => {
    fc.assert(
      fc.property(anyIncidents, (incidents) => {
        const found = ofYear(incidents);
        const read = recordsOf(statisticsCsv(found)).map(({ title }) => title);
        const written = found.incidents.map(({ title }) => {
          const text = title.toWellFormed().replaceAll("\u0000", "");
          return formula.test(text) ? `'${text}` : text;
        });
        expect(read).toEqual(written);
      }),
    );
  });

  it("has no cell that a spreadsheet would take for a formula", () => {
    fc.assert(
      fc.property(anyIncidents, (incidents) => {
        const cells = readCsv(statisticsCsv(ofYear(incidents))).flat();
        for (const cell of cells) expect(cell).not.toMatch(formula);
      }),
    );
  });

  it.each(['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx", "＝1"])(
    "disarms the title %j",
    (title) => {
      const csv = statisticsCsv(ofYear([{ ...declaredOn("08-01", 1), title }]));
      expect(recordsOf(csv)[0]?.title).toBe(`'${title}`);
    },
  );

  it("says what is known, and leaves empty what is not", () => {
    const csv = statisticsCsv(
      ofYear([
        declaredOn("08-01", 7, {
          services: ["api", "web"],
          mitigations: { rollback: { deployed: 1, closed: 2 } },
          milestones: { resolvedAt: "2026-08-01T13:00:00Z" },
        }),
      ]),
    );
    expect(csv.endsWith("\r\n")).toBe(true);
    expect(recordsOf(csv)).toEqual([
      expect.objectContaining({
        number: "7",
        declaredAt: "2026-08-01T12:00:00Z",
        services: "api; web",
        timeToResolveMs: "3600000",
        timeToMitigateMs: "",
        acknowledgedAt: "",
        updatesDue: "2",
        updatesKept: "2",
        mitigations: "rollback deployed: 1; rollback closed: 2",
      }),
    ]);
  });
});

describe("the JSON file", () => {
  it("has the same keys whatever is known, and no number that is none", () => {
    const keysOf = (incidents: readonly CountedIncident[]) => {
      const { byService: _byService, ...read } = JSON.parse(statisticsJson(ofYear(incidents)));
      return JSON.stringify([
        Object.keys(read),
        Object.keys(read.times.timeToResolve),
        Object.keys(read.updateCadence),
      ]);
    };
    fc.assert(
      fc.property(anyIncidents, (incidents) => {
        expect(keysOf(incidents)).toBe(keysOf([]));
        expect(statisticsJson(ofYear(incidents)).isWellFormed()).toBe(true);
      }),
    );
  });

  it("says null for what is not known, never 0", () => {
    const { times, updateCadence } = JSON.parse(statisticsJson(ofYear([])));
    expect(times.timeToResolve).toEqual({ n: 0, missing: 0, medianMs: null, p90Ms: null });
    expect(updateCadence.longestGapMs).toBeNull();
  });

  it("carries each incident with its lengths in milliseconds", () => {
    const { incidents } = JSON.parse(
      statisticsJson(
        ofYear([declaredOn("08-01", 7, { milestones: { resolvedAt: "2026-08-01T13:00:00Z" } })]),
      ),
    );
    expect(incidents).toMatchObject([
      { number: 7, read: "list", lengthsMs: { timeToResolve: 3_600_000, timeToMitigate: null } },
    ]);
  });
});

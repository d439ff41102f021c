import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { lintRules } from "../../../../src/core/config/config.ts";
import { annotationsOf } from "../../../../src/core/postmortem/lint/annotations.ts";
import { digestOf } from "../../../../src/core/postmortem/lint/digest.ts";
import type { Finding } from "../../../../src/core/postmortem/lint/finding.ts";
import { lintPostmortem } from "../../../../src/core/postmortem/lint/lint-postmortem.ts";
import { sampleIncident } from "../../../../src/sandbox/sample-incident.ts";
import { hostileText } from "../../view/hostile.ts";
import { postmortemWith } from "./written.ts";

const given = { rulesOff: [], incident: sampleIncident() };
const size = 60_000;
const filled = (part: string) => part.repeat(Math.ceil(size / part.length)).slice(0, size);

/** CPU of this thread in ms, at its best of three: what else the machine does is no matter. */
function cpuOf(run: () => unknown): number {
  const costs = [1, 2, 3].map(() => {
    const before = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
}

describe("a hostile text of 60 KB", () => {
  test.each<[what: string, part: string, times?: number]>([
    ["of nothing", " "],
    ["of line ends", "\n"],
    ["of one word", "a"],
    ["of words", "we should "],
    ["of modals", "should have "],
    ["of modals and blanks", `should have${" ".repeat(500)}`],
    ["of counterfactuals", "We should have tested it. "],
    ["of blame in lines", "ada broke it.\n"],
    ["of blame in paragraphs", "ada carelessly broke it.\n\n"],
    ["of signs for people", "@"],
    ["of people", "@ada "],
    ["of people who", "@ada simply "],
    ["of adverbs", "ly "],
    ["of one adverb", "ly"],
    ["of teams", "the a b the "],
    ["of quotation marks", '"'],
    ["of single ones", " '"],
    ["of open single ones", " 'a"],
    ["of hyphens", "a-"],
    ["of bars", "|\n"],
    ["of bars in one line", "|"],
    ["of rows", "| 2026-11-22 | 02:35 | a |\n"],
    ["of timelines", "## Timeline\n\n| 2026-11-22 | 02:35 | [a](b) [[[ |\n"],
    ["of headings", "# a\n"],
    ["of long headings", "## Action items now\n"],
    ["of headings of ours", "## Action items\n"],
    ["of headings and rows", "# a\n|\n"],
    ["of boxes", "- [ ] the a\n"],
    ["of boxes below our heading", "## Action items\n\n- [ ] the a\n"],
    ["of times", "02:35 "],
    ["of milestones", "detected "],
    ["of comments", "<!-- "],
    ["of comments in lines", "a <!-- b -->\n"],
    ["of brackets", "["],
    ["of links", "[a](https://github.com/a) "],
    ["of quotes", "> "],
    ["of code", "`a` "],
    ["of fences", "```\n"],
    ["of italics", "_"],
    ["of dots", "\u2026 "],
    ["of as many headings as are read", "# a\n", 2700],
    ["of as many paragraphs as are read", "ada carelessly broke it.\n\n", 850],
    ["of as many list items as are read", "- the a\n\n    b\n\n", 250],
    ["of as many action items as are read", "## Action items\n\n- [ ] the a\n", 180],
  ])("%s costs little", (_what, part, times = size) => {
    const text = part.repeat(times).slice(0, size);
    expect(cpuOf(() => lintPostmortem(text, given))).toBeLessThan(100);
  });

  it("that would cost too much to read is told so, even with every rule off", () => {
    const found = lintPostmortem(filled("=\n"), { rulesOff: lintRules });
    expect(found).toMatchObject([{ rule: "empty-section", line: 1 }]);
    expect(found[0]?.why).toContain("not read");
  });

  it("is read at the sizes that should be", () => {
    for (const text of ["# a\n".repeat(2700), "ada carelessly broke it.\n\n".repeat(850)]) {
      expect(lintPostmortem(text, given).length).toBeGreaterThan(1);
    }
  });

  it("of one finding repeated is told about fifty times", () => {
    const found = lintPostmortem("We should have known, ada.\n\n".repeat(200), given);
    expect(found.filter(({ rule }) => rule === "blame")).toHaveLength(50);
  });
});

it("a long timeline does not keep a postmortem from being read", () => {
  const row = (at: number) =>
    `| 2026-11-22 | [02:${String(at % 60).padStart(2, "0")}](https://github.com/o/r/issues/12#c-${at}) ` +
    "| queue grows | [ada](https://github.com/ada) |";
  const rows = Array.from({ length: 400 }, (_, at) => row(at));
  expect(lintPostmortem(postmortemWith({ Timeline: rows.join("\n") }), { rulesOff: [] })).toEqual(
    [],
  );
});

it("a hundred action items and as many remarks are read", () => {
  const items = Array.from(
    { length: 100 },
    (_, at) =>
      `- [ ] **${at}.** Alert on the queue · owner [ada](https://github.com/ada) · due 2026-12-01 ` +
      `· tracked in [o/r#${at}](https://github.com/o/r/issues/${at}) <!-- allclear:item ${at} o a1 -->`,
  );
  const remark = "- The `queue` grew, as [the dashboard](https://grafana.example/d/1) shows.";
  const text = postmortemWith({
    "What went well": Array(100).fill(remark).join("\n"),
    "Action items": items.join("\n"),
  });
  expect(lintPostmortem(text, { rulesOff: [] })).toEqual([]);
});

const section = fc.constantFrom("Summary", "Impact", "Timeline", "Action items", "Facts");
const anyText = fc
  .array(fc.tuple(section, hostileText), { maxLength: 6 })
  .map((parts) => parts.map(([name, text]) => `## ${name}\n\n${text}`).join("\n\n"));

describe("findings of whatever text", () => {
  it("quote one short line of it, in order", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = lintPostmortem(text, given);
        for (const { line, quote, why, suggestion } of found) {
          expect(quote).toMatch(/^.{1,200}$/u);
          expect(line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length);
          expect([why, suggestion]).not.toContain("");
        }
        expect(found.map(({ line }) => line)).toEqual(
          found.map(({ line }) => line).sort((a, b) => a - b),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe("the digest", () => {
  const finding: Finding = { rule: "blame", line: 3, quote: "a", why: "b", suggestion: "c" };
  const other: Finding = { ...finding, quote: "d" };

  it("is short, and the same wherever the findings stand", () => {
    expect(digestOf([finding, other])).toMatch(/^[a-z\d]{14}$/);
    expect(digestOf([{ ...other, line: 9 }, finding])).toBe(digestOf([finding, other]));
  });

  it("is another one for other findings, fewer, or none", () => {
    const digests = [
      [],
      [finding],
      [other],
      [finding, other],
      [{ ...finding, rule: "counterfactual" }],
    ];
    expect(new Set(digests.map((each) => digestOf(each as Finding[]))).size).toBe(5);
  });
});

it("annotations stand at the lines of the file and say the same", () => {
  const text = postmortemWith({ Summary: "We should have tested it." });
  expect(annotationsOf(lintPostmortem(text, { rulesOff: [] }), "postmortems/a.md")).toEqual([
    {
      path: "postmortems/a.md",
      line: 5,
      level: "warning",
      title: "Counterfactual (counterfactual)",
      message: expect.stringMatching(/^“We should have tested it\.”: It tells of .+ Say what/),
    },
  ]);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printProblem } from "../../../src/core/config/problem.ts";
import { readConfig } from "../../../src/core/config/read-config.ts";

const size = 65_536;
const limitMs = 100;

/** CPU time of this thread alone, where Node can tell: other test files run beside it. */
function cpuMs(): number {
  const usage = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (usage.user + usage.system) / 1000;
}

function costOf(text: string): number {
  const before = cpuMs();
  readConfig(text);
  return cpuMs() - before;
}

/** Other programs on the machine only ever add time: the least of three runs is the cost. */
function leastCost(text: string): number {
  const first = costOf(text);
  return first <= limitMs ? first : Math.min(first, costOf(text), costOf(text));
}

function fill(piece: string, before = "", length = size): string {
  const room = Math.max(0, length - before.length);
  return before + piece.repeat(Math.ceil(room / piece.length)).slice(0, room);
}

// biome-ignore format: in rows they can be seen at a glance
const pieces = [
  "[", "{", "]", "}", "- ", "-\n", "? ", "?\n", ": ", ":\n", "---\n", "...\n", "#\n", "\n",
  "\r\n", " ", "\t", "a\n", "a ", "a: ", "a:", "a: a: ", "[]", "{}", "[]\n", "[a]: b\n", "'",
  '"', "%a\n", "&a ", "&\n", "*a ", "*\n", "!a ", "!<", "|\n", ">\n", "@\n", "`", "- a\n",
  "- - a\n", "? a\n: b\n", "- a: 1\n  b: 2\n", "a: [b, {c: 'd'}]\n", "1", "1_", "1.", "a,",
  "a: 1,", ",", "? a : b,", " #\n", "\\", "\\q", "\\x", "\\u0041", "é", "🔥", "  \n", " a\n",
  "\ufeff", "<<: ", "~,", "a-", "A1", "@a/",
];
const starts = [
  "",
  "a: ",
  '"',
  "'",
  "a: |\n ",
  "a: >\n ",
  "[",
  "{",
  "version: 1\nservices: [",
  "- ",
];

describe("hostile text", () => {
  it.each([15_900, size])("of one piece over and over, %d long, costs at most 100 ms", (length) => {
    const slow = pieces.filter((piece) => leastCost(fill(piece, "", length)) > limitMs);
    expect(slow).toEqual([]);
  });

  it("of two pieces after any beginning costs at most 100 ms", () => {
    const length = fc.constantFrom(4000, 15_900, 31_000, size);
    const piece = fc.constantFrom(...pieces, "");
    fc.assert(
      fc.property(fc.constantFrom(...starts), piece, piece, length, (start, a, b, long) => {
        fc.pre(a + b !== "");
        expect(leastCost(fill(a + b, start, long))).toBeLessThanOrEqual(limitMs);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ["keys", (index: number) => `k${index}: 1\n`],
    ["list items", (index: number) => `- ${index}\n`],
    ["levels", (index: number) => (index === 0 ? "version: 1\nlevels:\n" : ` k${index}: {}\n`)],
    ["roles", (index: number) => (index === 0 ? "version: 1\nroles:\n" : ` A${index}: {}\n`)],
    ["deeper and deeper keys", (index: number) => `${" ".repeat(index)}a:\n`],
    ["services", (index: number) => (index === 0 ? "version: 1\nservices:\n" : " - name: a\n")],
    [
      "policies",
      (index: number) =>
        index === 0
          ? "version: 1\nescalation:\n policies:\n"
          : ` - { name: a${index}, levels: [{ page: [a] }] }\n`,
    ],
    [
      "policies that are not there",
      (index: number) =>
        index === 0 ? "version: 1\nservices:\n" : ` - { name: s${index}, policy: p${index} }\n`,
    ],
    ["webhooks", (index: number) => (index === 0 ? "version: 1\nwebhooks:\n" : " - name: a\n")],
    [
      "channels",
      (index: number) =>
        index === 0 ? "version: 1\nlevels:\n SEV1:\n  channels:\n" : `   - slack:a${index}\n`,
    ],
    [
      "odd texts in a payload",
      (index: number) =>
        index === 0 ? "version: 1\nwebhooks: [{ name: a, payload: {" : `a${index}: '{{', `,
    ],
  ])("with as many %s as fit costs at most 100 ms", (_name, line) => {
    for (const length of [4_000, 16_000, 30_000, size]) {
      let text = "";
      for (let index = 0; text.length < length; index++) text += line(index);
      expect(leastCost(text.slice(0, length))).toBeLessThanOrEqual(limitMs);
    }
  });

  it("that aliases make megabytes of costs at most 100 ms", () => {
    const doubled = [..."bcdefghij"].map((name, index) => {
      const inner = "abcdefghi"[index];
      return `${name}: &${name} [*${inner}, *${inner}]`;
    });
    const lines = [`a: &a "${"{{".repeat(30_000)}"`, ...doubled];
    const text = `version: 1\nwebhooks: [{ name: a, payload: { ${lines.join(", ")} } }]`;
    expect(readConfig(text).problems).toHaveLength(1);
    expect(leastCost(text)).toBeLessThanOrEqual(limitMs);
  });

  it("never makes reading throw, and every problem can be printed on one line", () => {
    const start = fc.constantFrom(...starts, "version: 1\n");
    const mixed = fc.array(fc.constantFrom(...pieces, "version: 1\n"), { maxLength: 400 });
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 3000 }),
      fc.tuple(start, mixed).map(([first, rest]) => first + rest.join("")),
      fc.json().map((json) => `version: 1\nservices: ${json}`),
      fc.json().map((json) => `version: 1\nwebhooks: [{ name: a, payload: { a: ${json} } }]`),
      fc
        .tuple(start, fc.constantFrom(...pieces), fc.constantFrom(...pieces))
        .map(([first, a, b]) => fill(a + b, first, 20_000)),
    );
    fc.assert(
      fc.property(text, (hostile) => {
        const { config, problems } = readConfig(hostile);
        expect(config === undefined).toBe(problems.length > 0);
        expect(problems.length).toBeLessThanOrEqual(20);
        for (const problem of problems) {
          expect(printProblem(problem)).not.toMatch(/[\r\n]/);
          expect(problem.line).toBeGreaterThan(0);
          expect(problem.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
  });
});

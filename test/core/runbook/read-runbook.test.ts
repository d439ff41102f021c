import { describe, expect, it, test } from "vitest";
import { readRunbook } from "../../../src/core/runbook/read-runbook.ts";
import { runbookName } from "../../../src/core/runbook/runbook.ts";

const sections =
  "## Symptoms\n- s\n## Investigation\n- i\n## Mitigation\n- m\n## Resolution\n- r\n";

function read(text: string) {
  return readRunbook("own", text);
}

function good(text: string) {
  const found = read(text);
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

describe("a runbook", () => {
  it("is read with its front matter and its steps in order", () => {
    const { runbook, problems } = good(
      `---\ntitle: Own\nservices: [api]\nlabels: perf\nalerts: [A]\nwords: [slow, " slow "]\n---\n${sections}`,
    );
    expect(problems).toEqual([]);
    expect(runbook).toMatchObject({
      name: "own",
      title: "Own",
      services: ["api"],
      labels: ["perf"],
      alerts: ["A"],
      words: ["slow"],
      symptoms: ["s"],
      steps: [
        { section: "Investigation", text: "i", plain: "i" },
        { section: "Mitigation", text: "m", plain: "m" },
        { section: "Resolution", text: "r", plain: "r" },
      ],
    });
  });

  it.each([
    ["in any case and at levels one to three", "# T\n# INVESTIGATION\n1. a\n### mitigation\n- b"],
    ["with numbers and signs around", "# T\n## 2. **Investigation**:\n* a\n## Mitigation \n+ b"],
    ["underlined", "T\n===\nInvestigation\n---\n- a\n\nMitigation\n---\n- b"],
    ["with CRLF", "# T\r\n## Investigation\r\n- a\r\n## Mitigation\r\n- b\r\n"],
    ["with a mark in front", "\ufeff# T\n## Investigation\n- a\n## Mitigation\n- b"],
    [
      "with other headings between",
      "# T\n## Investigation\n### Pods\n- a\n## Notes\n- x\n## Mitigation\n- b",
    ],
  ])("has its sections %s", (_how, text) => {
    const { runbook } = good(text);
    expect(runbook.title).toBe("T");
    expect(runbook.steps.map(({ section, plain }) => [section, plain])).toEqual([
      ["Investigation", "a"],
      ["Mitigation", "b"],
    ]);
  });

  it("takes only items of the top level as steps, with all that is in them", () => {
    const text =
      "# T\n## Investigation\n- a\n  - [ ] b\n  - c\n\n  ```sh\n  x -y\n  ```\n- [x] d\n";
    expect(good(text).runbook.steps.map(({ text: step }) => step)).toEqual([
      "a\n- [ ] b\n- c\n\n```sh\nx -y\n```",
      "d",
    ]);
  });

  it("says which sections are missing or empty, and goes on", () => {
    const { problems } = good("# T\n## Investigation\n- a\n## Mitigation\nJust think.\n");
    expect(problems).toEqual([
      "the section Symptoms is missing",
      "the section Mitigation has no list of steps",
      "the section Resolution is missing",
    ]);
  });

  it("leaves out what is wrong in the front matter, and says so", () => {
    const { runbook, problems } = good(
      `---\ntitle: T\nservice: api\nwords: [1, "", ok]\nlabels: {a: b}\n---\n${sections}`,
    );
    expect(runbook).toMatchObject({ words: ["ok"], labels: [], services: [] });
    expect(problems).toHaveLength(4);
    expect(problems[0]).toMatch(/the key "service" came.*did you mean services\?/);
    expect(problems[1]).toMatch(/words holds 1; expected texts/);
  });

  it("cuts the short text of a step to eighty", () => {
    const { runbook } = good(`# T\n## Investigation\n- Run \`x\` ${"and wait ".repeat(20)}\n`);
    expect(runbook.steps[0]?.plain).toMatch(/^Run x and wait .*…$/);
    expect(runbook.steps[0]?.plain).toHaveLength(80);
  });
});

describe("no runbook is", () => {
  const bomb = `a: &a [1,1,1,1,1,1,1,1,1]\n${"bcdefgh"
    .split("")
    .map((key, at) => `${key}: &${key} [${Array(9).fill(`*${"abcdefg"[at]}`).join(",")}]`)
    .join("\n")}`;

  test.each([
    ["an empty file", "", "no section came"],
    ["a text without sections", "# Hello\n\nworld", "no section came"],
    ["sections without a title", sections, "no title came"],
    ["sections without steps", "# T\n## Investigation\nnothing", "no step came"],
    ["a front matter that is never closed", `---\ntitle: T\n${sections}`, "never closed"],
    ["a front matter that is a list", `---\n- a\n---\n${sections}`, "the front matter is a list"],
    ["a bomb of aliases", `---\n${bomb}\n---\n${sections}`, "front matter: line"],
    ["a custom tag", `---\ntitle: !!js/function x\n---\n${sections}`, "without tags"],
    ["a prototype key", `---\n__proto__: {a: b}\n---\n${sections}`, "another name"],
    ["a key given twice", `---\ntitle: a\ntitle: b\n---\n${sections}`, "twice"],
    ["deep nesting", `---\nwords: ${"[".repeat(50)}\n---\n${sections}`, "nest"],
    ["sixty-one steps", `# T\n## Investigation\n${"- x\n".repeat(61)}`, "at most 60"],
    ["very long steps", `# T\n## Investigation\n- ${"word ".repeat(9_000)}\n`, "at most 36000"],
    [
      "steps of many short lines",
      `# T\n## Investigation\n- a\n${"  b\n".repeat(9_500)}`,
      "too tangled",
    ],
    ["a file of a megabyte", `# T\n${"x".repeat(1_000_000)}`, "at most 64 KiB"],
    ["many bytes in few letters", `# T\n${"ü".repeat(40_000)}`, "at most 64 KiB"],
    ["a title without end", `# ${"T".repeat(500)}\n${sections}`, "at most 120"],
    ["Markdown made to be slow", `# T\n${">".repeat(20_000)}`, "too tangled"],
  ])("%s", (_what, text, why) => {
    const start = process.cpuUsage();
    const found = read(text);
    const { user, system } = process.cpuUsage(start);
    expect("problem" in found ? found.problem : "a runbook").toContain(why);
    expect((user + system) / 1000).toBeLessThan(300);
  });

  it("made of anything at all that is not told in one short line", () => {
    for (const text of ["---\n---", "---", "\u0000", "# \n## Investigation\n-\n-", "---\n...\n"]) {
      const found = read(text);
      expect("problem" in found ? found.problem : "").toMatch(/^[^\n]{5,300}$/);
    }
  });
});

test.each([
  ["High CPU.md", "high-cpu"],
  ["database_outage.MD", "database-outage"],
  ["--> x.md", "x"],
  ["Übersicht 2.0.md", "übersicht-2.0"],
  ["....md", ""],
  ["🔥", ""],
])("the file %s is called %j", (file, name) => expect(runbookName(file)).toBe(name));

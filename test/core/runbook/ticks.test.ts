import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { StepState } from "../../../src/core/incident/mitigation.ts";
import { stepsAsTasks } from "../../../src/core/runbook/checklist.ts";
import { readRunbook } from "../../../src/core/runbook/read-runbook.ts";
import { boxesIn, ticksIn, withTicks } from "../../../src/core/runbook/ticks.ts";
import { runbookOf } from "./shipped.ts";

const states = (...all: StepState[]) => new Map(all.map((state, at) => [at + 1, state] as const));
const ticked = (body: string) => [...ticksIn(body)].flatMap(([step, on]) => (on ? [step] : []));

const three = "- [ ] **1.** a\n- [ ] **2.** b\n- [ ] **3.** c\n";

describe("the boxes of a checklist", () => {
  test.each([
    ["open ones", three, []],
    ["ticked ones", "- [x] **1.** a\n- [X] **2.** b\n- [ ] **3.** c", [1, 2]],
    ["CRLF", "- [x] **1.** a\r\n- [ ] **2.** b\r\n", [1]],
    ["another mark and a gap", "* [x] **1.** a\n\n\n* [x]   **2.** b", [1, 2]],
    ["edited words", "- [x] **1.** a, but on both hosts\n- [ ] **2.**", [1]],
    ["a word for how it ended", "- [x] **1. skipped** a\n- [ ] **2. failed** b", [1]],
    ["a box that says the number twice", "- [ ] **1.** a\n- [x] **1.** a", []],
    ["boxes of others", "- [x] a\n- [x] 1. a\n- [x] **1** a\n- [x] **0.** a\n- **1.** a", []],
    ["boxes in a step", "- [ ] **1.** a\n  - [x] **2.** b\n  - [x] **1.** c", []],
    ["boxes in code, quotes and tables", "```\n- [x] **1.** a\n```\n> - [x] **1.** a\n", []],
    ["no checklist", "hello", []],
  ])("are read with %s", (_what, body, expected) => expect(ticked(body)).toEqual(expected));

  it("are not read from a text made to be slow", () => {
    expect(ticksIn(`${three}\n${">".repeat(20_000)}`).size).toBe(0);
  });

  it("say what each step is about", () => {
    const body = withTicks("- [ ] **1.** Run `x`\n- [ ] **2.** b", states("open", "skipped"));
    expect(boxesIn(body).map(({ plain }) => plain)).toEqual(["Run x", "b"]);
  });
});

describe("boxes that are set", () => {
  it("show every state", () => {
    expect(withTicks(three, states("done", "skipped", "failed"))).toBe(
      "- [x] **1.** a\n- [x] **2. skipped** b\n- [ ] **3. failed** c\n",
    );
  });

  it("never pile up words", () => {
    let body = three;
    for (const state of ["failed", "skipped", "failed", "open"] as const) {
      body = withTicks(body, states(state));
    }
    expect(body).toBe(three);
  });

  it("leave steps alone that are not named, and a step's own words", () => {
    const body = "- [X] **1.** skipped is what **1. failed** says\n- [x] **2.** b\n";
    expect(withTicks(body, new Map([[1, "done"]]))).toBe(body);
    expect(withTicks(body, new Map([[7, "done"]]))).toBe(body);
  });

  it("keep CRLF and everything around them", () => {
    const body =
      "# T\r\n\r\n- [ ] **1.** a\r\n\r\n  ```\r\n  - [ ] **1.** x\r\n  ```\r\n<!-- m -->";
    expect(withTicks(body, states("done"))).toBe(body.replace("- [ ] **1.** a", "- [x] **1.** a"));
  });
});

describe("a checklist made of a runbook", () => {
  it("numbers its steps through all sections", () => {
    const read = readRunbook("a", "# T\n## Investigation\n- a\n- b\n## Resolution\n- c\n");
    expect("runbook" in read && stepsAsTasks(read.runbook)).toBe(
      "#### Investigation\n\n- [ ] **1.** a\n- [ ] **2.** b\n\n#### Resolution\n\n- [ ] **3.** c",
    );
  });

  test.each([
    ["a nested list of tasks", "- a\n  - [x] **2.** b\n- c"],
    ["a fence", "- a\n\n  ```\n  - [x] **2.** b\n  ```\n- c"],
    ["a fence that begins the step", "- ```\n  a\n  ```\n- c"],
    ["a fence that is never closed", "- c\n- a\n  ```\n  - [x] **3.** b"],
    ["a table that begins the step", "- a | b\n  --- | ---\n  1 | 2\n- c"],
    ["a heading, a quote, a rule", "- # a\n- > b\n- a\n\n  ---\n\n  c"],
    ["an underlined heading", "- a\n  ===\n- b"],
    ["a list that begins the step", "- - a\n- 1. b\n- + [x] **1.** c"],
    ["indented code", "-     code\n- b"],
    ["lazy lines", "- a\nlazy\n- b\n  more"],
    ["tabs", "-\ta\n\n\tmore\n\n\t\tcode\n- b"],
    ["empty items", "- a\n-\n- b"],
    ["boxes of its own", "- [x] a\n- [ ] b\n- [ ] **7.** c"],
    ["a forged number", "- **2.** a\n- **1. skipped** b"],
    ["HTML", "- <details>\n  <summary>a</summary>\n\n  - [x] **2.** b\n- c"],
    ["a definition", "- [x]: https://evil.example\n- b"],
    ["a comment never closed", "- a <!-- \n- b"],
  ])("has one open box for each step with %s", (_what, steps) => {
    const runbook = runbookOf(steps);
    const body = stepsAsTasks(runbook);
    expect([...ticksIn(body)]).toEqual(runbook.steps.map((_, at) => [at + 1, false]));
  });

  const line = fc.constantFrom(
    ...["a", "- b", "  - [x] **1.** c", "```", "  ~~~", "> d", "| e | f |", "| - | - |", "<div>"],
    ...[
      "",
      "",
      "    g",
      "\th",
      "1. i",
      "# j",
      "---",
      "**2.** k",
      "[l]: m",
      "<!--",
      "\\",
      "* [ ] n",
    ],
  );
  const steps = fc.array(fc.array(line, { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 5,
  });
  const state = fc.constantFrom<StepState>("open", "done", "skipped", "failed");

  it("has one box for each step whatever its steps are made of", () => {
    const one = steps.map((all) => all.map((lines) => `- x ${lines.join("\n  ")}`).join("\n"));
    fc.assert(
      fc.property(one, (written) => {
        const runbook = runbookOf(written);
        const body = stepsAsTasks(runbook);
        expect([...ticksIn(body).keys()]).toEqual(runbook.steps.map((_, at) => at + 1));
      }),
      { numRuns: 400 },
    );
  });

  it("shows the states that are set, and setting them again changes nothing", () => {
    const text = fc.array(fc.tuple(line, line), { maxLength: 8 });
    fc.assert(
      fc.property(text, fc.array(state, { minLength: 3, maxLength: 3 }), (extra, all) => {
        const around = extra.map((pair) => pair.join("\n")).join("\n");
        const body = `${three}\n${around}`;
        const wanted = states(...all);
        const once = withTicks(body, wanted);
        expect(withTicks(once, wanted)).toBe(once);
        for (const [step, on] of ticksIn(once)) {
          const known = wanted.get(step);
          if (known !== undefined) expect(on).toBe(known === "done" || known === "skipped");
        }
        expect(withTicks(withTicks(once, states("open", "open", "open")), wanted)).toBe(once);
      }),
      { numRuns: 400 },
    );
  });

  it("stays as it is when it is set to what it shows", () => {
    const marks = fc.array(fc.constantFrom("x", "X", " "), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(marks, (all) => {
        const body = all.map((mark, at) => `- [${mark}] **${at + 1}.** a`).join("\r\n");
        const shown = [...ticksIn(body)].map(([step, on]) => [step, on ? "done" : "open"] as const);
        expect(withTicks(body, new Map(shown))).toBe(body);
      }),
    );
  });
});

import { describe, expect, it, test } from "vitest";
import { runbookMarker, runbookMarkerIn } from "../../../src/core/runbook/marker.ts";
import { sections, stepSections } from "../../../src/core/runbook/runbook.ts";
import { ticksIn } from "../../../src/core/runbook/ticks.ts";
import { mostReadingCost, readingCost } from "../../../src/core/thread/reading-cost.ts";
import { findBareCommand } from "../../../src/core/thread/registry.ts";
import { renderChecklist } from "../../../src/core/view/runbook.ts";
import { templates } from "../view/built-in.ts";
import { codesOf, mentionsIn, nodesOf } from "../view/harmless.ts";
import { shipped, shippedFiles } from "./shipped.ts";

const checklistOf = (name: string) => {
  const runbook = shipped.find((each) => each.name === name);
  if (runbook === undefined) throw new Error(`${name} is not shipped`);
  return { runbook, text: renderChecklist({ runbook, why: 'the title says "x"', templates }) };
};

test("what nobody should have to write is shipped, whatever else is", () => {
  expect(shippedFiles.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "api-latency",
      "bad-deploy",
      "certificate-expiry",
      "database-outage",
      "dependency-outage",
      "high-cpu",
      "queue-backlog",
      "suspected-breach",
    ]),
  );
});

describe.each(shippedFiles)("the runbook $name", ({ name, text, read }) => {
  it("is read without a problem", () => {
    expect(read).toMatchObject({ problems: [], runbook: { name } });
  });

  it("has symptoms and between ten and twenty steps in all sections", () => {
    const { runbook } = checklistOf(name);
    expect(runbook.symptoms.length).toBeGreaterThanOrEqual(3);
    expect(runbook.steps.length).toBeGreaterThanOrEqual(10);
    expect(runbook.steps.length).toBeLessThanOrEqual(20);
    expect([...new Set(runbook.steps.map(({ section }) => section))]).toEqual(stepSections);
    for (const section of sections) expect(text).toContain(`## ${section}`);
  });

  it("numbers its steps as the checklist does", () => {
    const written = [...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(written).toEqual(checklistOf(name).runbook.steps.map((_, at) => at + 1));
  });

  it("becomes a checklist with one open box for each step", () => {
    const { runbook, text: checklist } = checklistOf(name);
    expect([...ticksIn(checklist)]).toEqual(runbook.steps.map((_, at) => [at + 1, false]));
    expect(checklist.length).toBeLessThan(20_000);
    expect(readingCost(checklist)).toBeLessThan(mostReadingCost / 2);
  });

  it("keeps every command as it can be copied", () => {
    const codeIn = (markdown: string) =>
      nodesOf(markdown).flatMap((node) =>
        node.type === "code" || node.type === "inlineCode" ? [node.value] : [],
      );
    const shown = codeIn(checklistOf(name).text);
    const body = text.slice(text.indexOf("## Investigation"));
    expect(codeIn(body).filter((code) => !shown.includes(code))).toEqual([]);
  });

  it("mentions nobody, commands nothing and holds no HTML", () => {
    const { text: checklist } = checklistOf(name);
    expect(mentionsIn(checklist)).toEqual([]);
    expect(checklist).not.toMatch(/^[ \t]*\//m);
    expect(nodesOf(checklist).filter(({ type }) => type === "html")).toEqual([]);
  });

  it("names only slash commands there are", () => {
    const commands = codesOf(text).filter((code) => /^\/[a-z]/.test(code));
    const unknown = commands.filter((code) => {
      const [, verb = ""] = /^\/([a-z-]+)/.exec(code) ?? [];
      return findBareCommand(verb) === undefined;
    });
    expect(commands.length).toBeGreaterThan(2);
    expect(unknown).toEqual([]);
  });
});

describe("the marker of a checklist", () => {
  it("is found again at the end of the comment only", () => {
    const mark = { to: "c5012345678", name: "high-cpu" };
    expect(runbookMarkerIn(`text\n\n${runbookMarker(mark)}`)).toEqual(mark);
    expect(runbookMarkerIn(`text\r\n\r\n${runbookMarker(mark)}\r\n`)).toEqual(mark);
    expect(runbookMarkerIn(`${runbookMarker(mark)}\n\ntext`)).toBeUndefined();
  });

  it.each(["x5 a", "c a", "c5 ", "c5 a b", "c5 --> a", "c12345678901234567 a"])(
    "is not read from %j",
    (inside) => expect(runbookMarkerIn(`<!-- allclear:runbook ${inside} -->`)).toBeUndefined(),
  );
});

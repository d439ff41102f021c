import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FoundRunbook } from "../../../src/core/runbook/runbook.ts";
import { fill, namesIn } from "../../../src/core/view/render.ts";
import { renderChecklist, runbookView } from "../../../src/core/view/runbook.ts";
import { runbooksView } from "../../../src/core/view/runbooks.ts";
import { incidentWith } from "../../reconcile/an-issue.ts";
import { runbookOf } from "../runbook/shipped.ts";
import { templates } from "./built-in.ts";
import { expectHarmless, mentionsIn } from "./harmless.ts";
import { hostileText } from "./hostile.ts";

const own: FoundRunbook = { ...runbookOf("- Look\n- Act"), words: ["slow"], from: "repository" };
const incident = incidentWith();
const followed = incidentWith({
  runbook: {
    name: "own",
    title: "Own",
    commentId: 7,
    stamp: "2026-08-01T12:00:00Z/c/7/1",
    steps: [
      { text: "a", state: "skipped" },
      { text: "b", state: "open" },
    ],
  },
});

describe("the list of runbooks", () => {
  const render = (...given: Parameters<typeof runbooksView>) =>
    fill(templates.runbooks, runbooksView(...given));

  it("says what each is for, whose it is and how to follow it", () => {
    expect(render({ runbooks: [own], problems: [] }, { incident })).toBe(
      [
        "| To follow it | Runbook | For |",
        "| --- | --- | --- |",
        "| `/runbook own` | Own (this repository) | words slow |",
      ].join("\n"),
    );
  });

  it("says which one is followed, and what is wrong with others", () => {
    const problems = ["runbooks/x.md: no title came"];
    const text = render({ runbooks: [], problems }, { incident: followed });
    expect(text).toContain("There are no runbooks.");
    expect(text).toContain("Own, 0 of 2 steps done, 1 skipped");
    expect(text).toContain("- runbooks/x.md: no title came");
  });

  it("says when they could not be read", () => {
    expect(render(undefined, { incident })).toBe("The runbooks could not be read just now.");
  });

  it("is harmless whatever runbooks are called and are for", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        const runbook = { ...own, title: one, services: [other], labels: [one], words: [] };
        expectHarmless(render({ runbooks: [runbook], problems: [one, other] }, { incident }));
      }),
      { numRuns: 60 },
    );
  });

  it("fits a comment, however many there are", () => {
    const long = "@".repeat(100);
    const runbook = { ...own, title: long, services: Array(40).fill(long), alerts: [long] };
    const list = { runbooks: Array(88).fill(runbook), problems: Array(500).fill(long) };
    expect(render(list, { incident }).length).toBeLessThan(55_000);
  });
});

describe("a checklist", () => {
  it("says why it was chosen, the symptoms and how to tick", () => {
    const runbook = { ...own, symptoms: ["It is `slow`"] };
    expect(renderChecklist({ runbook, why: 'the title says "slow"', templates })).toBe(
      [
        "### Runbook: Own",
        "",
        'Chosen because the title says "slow". Tick a step (needs write access), or write ' +
          "`/step 3 done`, `/step 3 skip` or `/step 3 failed <what happened>` in a comment. " +
          "`/runbook` lists the others.",
        "",
        "**Symptoms**",
        "",
        "- It is `slow`",
        "",
        "#### Investigation",
        "",
        "- [ ] **1.** Look",
        "- [ ] **2.** Act",
      ].join("\n"),
    );
  });

  it("mentions nobody and holds no marker, whatever title and reason say", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, why) => {
        const text = renderChecklist({ runbook: { ...own, title }, why, templates });
        expect(mentionsIn(text)).toEqual([]);
        expect(text).not.toContain("<!--");
      }),
      { numRuns: 60 },
    );
  });

  it("fits a comment at the limits of a runbook", () => {
    const steps = Array.from({ length: 60 }, () => `- ${"word ".repeat(115)}`).join("\n");
    const symptoms = Array.from({ length: 8 }, () => "@".repeat(300));
    const text = renderChecklist({ runbook: { ...runbookOf(steps), symptoms }, templates });
    expect(text.length).toBeLessThan(55_000);
  });

  it("uses exactly the values of its template", () => {
    expect(Object.keys(runbookView(own)).sort()).toEqual([...namesIn(templates.runbook)].sort());
    expect(Object.keys(runbooksView(undefined, { incident })).sort()).toEqual(
      [...namesIn(templates.runbooks)].sort(),
    );
  });
});

import { describe, expect, it } from "vitest";
import { lintPostmortem } from "../../../../src/core/postmortem/lint/lint-postmortem.ts";
import { renderPostmortem } from "../../../../src/core/view/postmortem.ts";
import {
  sampleConfig as config,
  samplePlace as place,
  sampleEnding,
  sampleEvents,
  sampleIncident,
} from "../../../../src/sandbox/sample-incident.ts";
import { templates } from "../../view/built-in.ts";

const incident = sampleIncident([...sampleEvents, ...sampleEnding]);
const { body } = renderPostmortem({
  ...{ incident, config, templates, place },
  title: "Card payments fail",
  repositoryId: 7,
});

describe("our own template, freshly filled", () => {
  it("lacks what only people can write, and holds no word that is objected to", () => {
    const found = lintPostmortem(body, { rulesOff: [], incident });
    expect(found.map(({ rule, quote }) => `${rule}: ${quote}`).sort()).toEqual([
      "empty-section: Contributing factors",
      "empty-section: What could improve",
      "empty-section: What went well",
      "empty-section: Where we got lucky",
      "missing-milestone: detected",
      "timeline-gap: 2026-11-22 03:13 UTC to 2026-11-22 03:45 UTC",
    ]);
  });

  it("is read without its incident too", () => {
    const rules = lintPostmortem(body, { rulesOff: [] }).map(({ rule }) => rule);
    expect(rules).not.toContain("missing-milestone");
    expect(rules).toContain("empty-section");
  });

  it("passes once its prompts are answered", () => {
    const answered = body
      .replace(/^_.+_$/gm, "Something that was learnt.")
      .replace(/^- Detected: .*$/m, "- Detected: 2026-11-22 02:20 UTC")
      .replace(/^.*\[03:13\].*$/m, "$&\n| 2026-11-22 | 03:30 | waited for the rollout | ada |");
    const rules = lintPostmortem(answered, { rulesOff: [], incident }).map(({ rule }) => rule);
    expect(rules).toEqual([]);
  });
});

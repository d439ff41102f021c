import { describe, expect, it, test } from "vitest";
import { lintPostmortem } from "../../../../src/core/postmortem/lint/lint-postmortem.ts";
import { prompts, questions } from "../../../../src/core/postmortem/prompts.ts";
import { postmortemWith, postmortemWithout, quotesOf } from "./written.ts";

const sections = [
  "Summary",
  "Impact",
  "What went well",
  "What could improve",
  "Where we got lucky",
  "Contributing factors",
];

describe("a section is empty", () => {
  test.each(sections)("that is only the heading %s", (name) => {
    expect(quotesOf("empty-section", postmortemWith({ [name]: "" }))).toEqual([name]);
  });

  test.each(sections)("that is missing: %s", (name) => {
    expect(quotesOf("empty-section", postmortemWithout(name))).toEqual([name]);
  });

  test.each([
    `_${prompts.wentWell}_`,
    `*${prompts.wentWell}*\n\n_${prompts.lucky}_`,
    `- _${questions[0]}_\n- _${questions[1]}_`,
    "TODO",
    "_to be written_",
    "\u2026",
    "- \n-",
    "- [ ] tbd",
    "---",
    "<!-- remember the alert -->",
    `_${prompts.wentWell}_\n<!-- later -->`,
    "### The alert",
  ])("that says no more than %j", (text) => {
    expect(quotesOf("empty-section", postmortemWith({ "What went well": text }))).toHaveLength(1);
  });
});

describe("a section is filled", () => {
  test.each([
    "Nothing.",
    "None",
    "_Everything._",
    `_${prompts.wentWell}_\nThe alert.`,
    `_${prompts.wentWell}_\n\nThe alert.`,
    "- The alert",
    "> The alert was quick, says support.",
    "| what | how |\n| --- | --- |\n| alert | quick |",
    "```\nok\n```",
    "### The alert\n\nIt was quick.",
    "Tod\u00f6",
    "TODO list helped",
  ])("by %j", (text) => {
    expect(quotesOf("empty-section", postmortemWith({ "What went well": text }))).toEqual([]);
  });

  it("whatever depth and decoration its heading has", () => {
    const text = postmortemWith().replace("## What went well", "### \u2728 WHAT WENT WELL:");
    expect(quotesOf("empty-section", text)).toEqual([]);
  });
});

describe("a postmortem", () => {
  it("of which nothing is missing has no findings", () => {
    expect(lintPostmortem(postmortemWith(), { rulesOff: [] })).toEqual([]);
  });

  it("is read the same with the line ends of a browser", () => {
    const text = postmortemWith({ Impact: "", Summary: "We should have tested it." });
    const given = { rulesOff: [] };
    const found = lintPostmortem(text, given);
    expect(found.map(({ line }) => line)).toEqual([5, 7]);
    expect(lintPostmortem(text.replaceAll("\n", "\r\n"), given)).toEqual(found);
  });

  it("is told nothing of rules that are off", () => {
    const text = postmortemWith({ Impact: "", Summary: "We should have tested it." });
    const rules = lintPostmortem(text, { rulesOff: ["empty-section"] }).map(({ rule }) => rule);
    expect(rules).toEqual(["counterfactual"]);
  });

  it("that nobody began lacks its sections and action items, and that is all", () => {
    const rules = lintPostmortem("", { rulesOff: [] }).map(({ rule }) => rule);
    expect(new Set(rules)).toEqual(new Set(["empty-section", "no-action-items"]));
  });
});

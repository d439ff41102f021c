import { describe, expect, it } from "vitest";
import { isPlanFilled, planPrompt } from "../../../src/core/rollback/hotfix-plan.ts";

const body = (plan: string) =>
  `## Change\n\nRaises the limit.\n\n## Rollback plan\n\n${plan}\n\n## Verify\n\nLook at the graphs.`;

describe("a hotfix's rollback plan", () => {
  it.each([
    ["a sentence", "Revert the merge and deploy."],
    ["a sentence below our prompt", `_${planPrompt}_\n\nRevert the merge and deploy.`],
    ["a list", "- revert the merge\n- deploy"],
    ["a command", "```sh\ngit revert -m 1 <merge>\n```"],
    ["another alphabet", "マージを取り消してデプロイし直す。"],
  ])("is there with %s", (_what, plan) => {
    expect(isPlanFilled(body(plan))).toBe(true);
    expect(isPlanFilled(body(plan).replaceAll("\n", "\r\n"))).toBe(true);
  });

  it.each([
    ["nothing", ""],
    ["our prompt alone", `_${planPrompt}_`],
    ["a word that says nothing", "TODO"],
    ["a comment that nobody sees", "<!-- revert the merge and deploy it again -->"],
    ["a plan in another section only", "\n\n## Notes\n\nRevert the merge and deploy."],
  ])("is missing with %s", (_what, plan) => {
    expect(isPlanFilled(body(plan))).toBe(false);
  });

  it("is missing where the section is gone", () => {
    expect(isPlanFilled("Raises the limit. Revert the merge and deploy to undo it.")).toBe(false);
  });

  it("is found under any depth of heading and any case", () => {
    expect(isPlanFilled("# ROLLBACK PLAN\n\n### Steps\n\nRevert the merge and deploy.")).toBe(true);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lintRules } from "../../../src/core/config/config.ts";
import { digestOf } from "../../../src/core/postmortem/lint/digest.ts";
import type { Finding } from "../../../src/core/postmortem/lint/finding.ts";
import { reviewIn } from "../../../src/core/postmortem/lint/review-marker.ts";
import { renderReview } from "../../../src/core/view/review.ts";
import { templates } from "./built-in.ts";
import { expectHarmless } from "./harmless.ts";
import { hostileText } from "./hostile.ts";

const one: Finding = {
  rule: "blame",
  line: 3,
  quote: "@ada broke it",
  why: "It blames.",
  suggestion: "Say what happened.",
};
const render = (findings: readonly Finding[]) => renderReview(findings, { templates });

describe("the review", () => {
  it("says in one line that nothing was found", () => {
    expect(render([])).toBe(
      `Nothing is missing, and it reads well.\n\n<!-- allclear:review ${digestOf([])} -->`,
    );
  });

  it("quotes each line and says why and what instead, the same words once", () => {
    const text = render([one, { ...one, line: 9, quote: "@bob broke it" }]);
    expect(text.split("\n").slice(0, 6)).toEqual([
      "2 things to look at before this postmortem is done.",
      "",
      "**Blame** (`blame`): It blames. Say what happened.",
      "",
      "- “@\u200bada broke it”",
      "- “@\u200bbob broke it”",
    ]);
  });

  it("ends with a marker that names its findings", () => {
    for (const findings of [[], [one]]) {
      const text = render(findings);
      for (const stored of [text, `${text}\n`, text.replaceAll("\n", "\r\n")]) {
        expect(reviewIn(stored)).toBe(digestOf(findings));
      }
    }
    expect(reviewIn("<!-- allclear:review abc -->\n\nmore")).toBeUndefined();
  });

  it("stays as it is when lines move", () => {
    expect(render([{ ...one, line: 40 }])).toBe(render([one]));
  });

  it("is harmless whatever is quoted", () => {
    fc.assert(
      fc.property(fc.constantFrom(...lintRules), hostileText, (rule, quote) => {
        const text = render([{ ...one, rule, quote }]);
        expectHarmless(text.slice(0, text.lastIndexOf("<!--")));
      }),
      { numRuns: 80 },
    );
  });

  it("fits a comment, however much is found", () => {
    const many = Array.from({ length: 450 }, (_, at): Finding => {
      return { ...one, line: at, quote: `${at} ${"@".repeat(195)}`, why: `Because ${at}.` };
    });
    const text = render(many);
    expect(text.length).toBeLessThan(55_000);
    expect(text).toContain("And more of");
    const same = Array.from({ length: 50 }, (_, at): Finding => ({ ...one, quote: `${at}` }));
    expect(render(same)).toContain("- and 38 more");
  });
});

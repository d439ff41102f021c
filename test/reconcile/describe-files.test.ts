import { expect, test } from "vitest";
import { describeFiles } from "../../src/reconcile/describe-files.ts";

const files = { hasConfig: true, templates: 0, runbooks: 0, problems: [], remarks: [] };
const many = (count: number, words: string) =>
  Array.from({ length: count }, (_, index) => ({ path: `runbooks/${index}.md`, words }));

test.each([
  [{}, "`.github/allclear.yml`."],
  [{ runbooks: 2 }, "`.github/allclear.yml` and 2 runbooks."],
  [{ hasConfig: false, templates: 1 }, "1 template."],
])("names what was read: %o", (change, end) => {
  const { summary } = describeFiles({ ...files, ...change });
  expect(summary).toBe(`Read at this commit, and whole: ${end}`);
});

test("shows twenty problems and how many more there are", () => {
  const { title, summary } = describeFiles({ ...files, problems: many(23, "wrong") });
  expect(title).toBe("The configuration has 23 problems");
  expect(summary.match(/^- `runbooks/gm)).toHaveLength(20);
  expect(summary).toContain("- … and 3 more");
});

test.each(["<", "*", "@a ", "&#", "https://example.com/ ", "`", "\n/x", "\u200b"])(
  "stays within GitHub's limit, whatever the files hold: %j",
  (sign) => {
    const path = `runbooks/${sign.repeat(4_000)}.md`;
    const hostile = many(60, sign.repeat(65_000)).map(({ words }) => ({ path, words }));
    const { summary } = describeFiles({ ...files, problems: hostile, remarks: hostile });
    expect(summary.length).toBeLessThan(60_000);
  },
);

import { describe, expect, test } from "vitest";
import { parseCodeowners, ruleOf } from "../../../../src/core/rollback/suspects/codeowners.ts";

const text = `
# everything else
*                @octo-org/everyone   # the rest of us
*.js             @js-owner
/services/api/   @octo-org/api-team docs@example.com
apps/            @octocat
/apps/github
docs/*           @writers\r
[Section][2] @nobody
^[Optional] @nobody
!/apps/keep      @nobody
path\\ with\\ space/ @spaces
`;

describe("CODEOWNERS", () => {
  test.each([
    ["readme", ["octo-org/everyone"]],
    ["a/b.js", ["js-owner"]],
    ["services/api/a.js", ["octo-org/api-team", "docs@example.com"]],
    ["x/apps/a.js", ["octocat"]],
    ["apps/github/a.ts", []],
    ["docs/a.md", ["writers"]],
    ["docs/deep/a.md", ["octo-org/everyone"]],
    ["apps/keep", ["octocat"]],
    ["path with space/a", ["spaces"]],
  ])("%s: the last rule that means it names the owners", (path, owners) => {
    expect(ruleOf(parseCodeowners(text), path)?.owners).toEqual(owners);
  });

  test("nobody owns anything without rules", () => {
    expect(ruleOf(parseCodeowners(""), "a")).toBeUndefined();
    expect(ruleOf(parseCodeowners("# nothing\n\n"), "a")).toBeUndefined();
  });

  test("a file too long to be one is not read", () => {
    expect(parseCodeowners("* @a\n".repeat(100_000))).toEqual([]);
  });
});

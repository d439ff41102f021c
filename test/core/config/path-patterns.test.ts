import fc from "fast-check";
import ignore from "ignore";
import { describe, expect, test } from "vitest";
import { ownsPath, pathPattern } from "../../../src/core/config/path-patterns.ts";

describe("a pattern means a path by the rules of CODEOWNERS", () => {
  test.each([
    ["*", "a/b.c", true],
    ["*.js", "a/b/c.js", true],
    ["*.js", "a/b.json", false],
    ["/build/logs/", "build/logs/a/b.txt", true],
    ["/build/logs/", "x/build/logs/a.txt", false],
    ["docs/*", "docs/start.md", true],
    ["docs/*", "docs/build/start.md", false],
    ["docs/*", "x/docs/start.md", false],
    ["/*", "a.txt", true],
    ["/*", "a/b.txt", false],
    ["apps/", "x/apps/a.c", true],
    ["/docs/", "docs/a.md", true],
    ["/docs", "docs/a/b.md", true],
    ["docs", "docsite/a.md", false],
    ["/scripts/ ", "scripts/a.sh", false],
    ["**/logs", "deeply/nested/logs/a.log", true],
    ["**/logs", "logs/a.log", true],
    ["/shared/**/money/", "shared/a/b/money/c.ts", true],
    ["/shared/**/money/", "shared/money/c.ts", true],
    ["/shared/**", "shared/a/b", true],
    ["/SRC/", "src/a.ts", false],
    ["src/checkout", "src/checkout-old/a.ts", false],
    ["src/a b/", "src/a b/c.ts", true],
    ["src/$x(1)+{a}.ts", "src/$x(1)+{a}.ts", true],
  ])("%j and %j: %s", (pattern, path, owned) => {
    expect(ownsPath([pattern], path)).toBe(owned);
  });

  test("and several patterns mean what each of them does", () => {
    expect(ownsPath(["/a/", "*.go"], "b/c.go")).toBe(true);
    expect(ownsPath(["/a/", "*.go"], "b/c.c")).toBe(false);
    expect(ownsPath([], "b/c.c")).toBe(false);
  });
});

describe("what is no pattern or no path owns nothing", () => {
  test.each([
    ["!a", "a"],
    ["# a", "a"],
    ["", "a"],
    ["[ab]", "a"],
    ["**/a/**/a/**/b", "a/a/b"],
    ["*", ""],
    ["*", "/a"],
    ["a*b*c*d*", "abcd"],
    ["*", "a/".repeat(513)],
    ["*", "a".repeat(256)],
  ])("%j and %j", (pattern, path) => expect(ownsPath([pattern], path)).toBe(false));
});

const part = fc.stringMatching(/^[ab*?.]{1,4}$/);
const patterns = fc
  .tuple(fc.boolean(), fc.array(fc.oneof(part, fc.constant("**")), { minLength: 1 }), fc.boolean())
  .map(([root, parts, folder]) => `${root ? "/" : ""}${parts.join("/")}${folder ? "/" : ""}`)
  .filter((pattern) => pathPattern.test(pattern) && !/\*$|\*\/$|\*\*[^/]|[^/]\*\*/.test(pattern));
const paths = fc
  .array(fc.stringMatching(/^[ab.]{1,3}$/), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join("/"))
  .filter((path) => ignore.isPathValid(path));

test("where git and CODEOWNERS agree, a pattern means what it means in git", () => {
  fc.assert(
    fc.property(patterns, paths, (pattern, path) => {
      expect(ownsPath([pattern], path)).toBe(ignore().add(pattern).ignores(path));
    }),
    { numRuns: 3000 },
  );
});

test("no pattern and no path cost much together", () => {
  const started = performance.now();
  for (const pattern of ["**/a*a*a/**/b", "*a*a*b", "/**/a/**/b/", "a?a?a?*b"]) {
    for (const path of ["a/".repeat(512), `${"a".repeat(255)}/`.repeat(4), "a".repeat(255)]) {
      expect(ownsPath([pattern], path)).toBe(false);
    }
  }
  expect(performance.now() - started).toBeLessThan(1000);
});

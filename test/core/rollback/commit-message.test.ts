import { describe, expect, test } from "vitest";
import { quiet, rollbackMessage } from "../../../src/core/rollback/commit-message.ts";
import type { RollbackPlan, Undone } from "../../../src/core/rollback/plan.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";
const incident = { url: "https://github.com/acme/shop/issues/7" };

function undone(title: string, pull?: number): Undone {
  return { sha, title, at: "2026-11-22T10:00:00Z", ...(pull !== undefined && { pull }) };
}

function plan(changes: Partial<RollbackPlan>): RollbackPlan {
  return {
    repository: "acme/shop",
    repositoryId: 1,
    base: "main",
    head: "f".repeat(40),
    kind: "revert",
    method: "paths",
    target: "#12",
    sha,
    undone: [undone("Cache the answer", 12)],
    undoneCount: 1,
    branch: "allclear/rollback-1-7-0123456789ab",
    risks: [],
    files: 1,
    ...changes,
  };
}

describe("the message of a rollback", () => {
  test("of one change says which, why, and what git says of a revert", () => {
    expect(rollbackMessage(plan({}), incident)).toBe(
      `Roll back: Cache the answer

Incident: https://github.com/acme/shop/issues/7

Takes back:

- 0123456789ab Cache the answer (pull request 12)

This reverts commit ${sha}.
`,
    );
  });

  test("of several lists them, newest first, and how many more", () => {
    const several = { undone: [undone("Third"), undone("Second")], undoneCount: 5 };
    const text = rollbackMessage(plan({ ...several, target: "a..b" }), incident);
    expect(text).toContain("Roll back 5 changes up to 0123456789ab\n");
    expect(text).toContain("- 0123456789ab Third\n- 0123456789ab Second\n- and 3 more\n");
    expect(text).not.toContain("This reverts commit");
  });

  test("of going back says where to", () => {
    const restore = { kind: "restore", method: "restore", target: "v1.4.0" } as const;
    const text = rollbackMessage(plan(restore), incident);
    expect(text).toContain("Go back to v1.4.0 (0123456789ab)\n");
    expect(text).toContain(`as it was in ${sha}`);
  });

  test("has a subject that git shows whole", () => {
    const text = rollbackMessage(plan({ undone: [undone("x".repeat(120))] }), incident);
    expect(text.split("\n")[0]?.length).toBeLessThanOrEqual(72);
  });
});

/** What GitHub, GitLab, Jira-like trackers and the usual CI take as an order. */
const means: readonly RegExp[] = [
  /@[\w-]/,
  /#\d/,
  /\bgh-\d/i,
  /:\/\/\S/,
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s/i,
  /\[?(?:skip[ _-]?ci|ci[ ._-]?skip|no[ _-]?ci|skip[ _-]?actions|actions[ _-]?skip)\]?/i,
  /skip-checks: ?true/i,
  /\*\*\*NO_CI\*\*\*/i,
  /\[(?:skip|\w+[ -]skip)\b/i,
  /^[\w-]+-by:/i,
];

describe("an old title in a new message", () => {
  test.each([
    "Cache, fixes #12",
    "Fix: #12",
    "closes acme/shop#2 and acme/shop#3",
    "Resolve https://github.com/acme/shop/issues/3",
    "RESOLVES GH-12",
    "Thanks @bob and @acme/team",
    "Fast path [skip ci]",
    "Fast path [CI SKIP]",
    "Docs [no ci] [skip actions] [actions skip]",
    "Docs [skip netlify] [vercel skip] [skip-ci] [ci-skip]",
    "***NO_CI*** bump",
    "skip-checks: true",
    "Co-authored-by: A <a@example.com> closed",
    "\u202efixes #1\u202c",
    "two\nlines fixes #3",
    "Merge pull request #12 from bob/fix",
  ])("%j orders nothing and reads the same", (title) => {
    const text = rollbackMessage(plan({ undone: [undone(title)] }), incident);
    const rest = text.replace(incident.url, "");
    expect(means.filter((pattern) => rest.split("\n").some((line) => pattern.test(line)))).toEqual(
      [],
    );
    const visible = quiet(title).replaceAll("\u200b", "");
    expect(visible).toBe(title.replace(/[\u202e\u202c]/g, "").replace("\n", " "));
  });

  test("is cut without bringing back what was broken", () => {
    const title = `${"x".repeat(57)} fixes #12`;
    const text = rollbackMessage(plan({ undone: [undone(title)] }), incident);
    expect(text).not.toMatch(/fixes\s|#1/);
  });
});

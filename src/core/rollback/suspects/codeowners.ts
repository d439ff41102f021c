import { ownsPath, pathPattern } from "../../config/path-patterns.ts";

/** Where GitHub looks for it; the first one that is there counts. */
export const codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

export interface OwnerRule {
  readonly pattern: string;
  /** Logins, `organization/team` and mail addresses, without `@` in front. */
  readonly owners: readonly string[];
}

/**
 * Reads a CODEOWNERS file. A line that GitHub does not understand either is passed over, such as
 * the `[Section]` of other hosts.
 */
export function parseCodeowners(text: string): readonly OwnerRule[] {
  if (text.length > longestFile) return [];
  return text
    .split(/\r?\n/)
    .map(readRule)
    .filter((rule) => rule !== undefined)
    .slice(-mostRules);
}

/** The rule that counts for a path: the last one that means it. */
export function ruleOf(rules: readonly OwnerRule[], path: string): OwnerRule | undefined {
  return rules.findLast(({ pattern }) => ownsPath([pattern], path));
}

/** GitHub ignores a longer one (3 MB); we stop well before. */
const longestFile = 300_000;
/** More rules than this cost too much for what they tell; the last ones win, so they are kept. */
const mostRules = 500;

function readRule(line: string): OwnerRule | undefined {
  const text = line.replace(/(^|\s)#.*$/, "").trim();
  if (text === "") return undefined;
  const [pattern = "", ...owners] = text.split(/(?<!\\)\s+/);
  const plain = pattern.replaceAll("\\ ", " ");
  if (!pathPattern.test(plain)) return undefined;
  return { pattern: plain, owners: owners.map((owner) => owner.replace(/^@/, "")) };
}

import type { RollbackTarget } from "../rollback/target.ts";
import { plainWord } from "./phone-text.ts";

/** Why a target was refused: a sentence that says what was expected, and an example. */
export interface TargetProblem {
  readonly problem: string;
  readonly example: string;
}

export const targetKinds =
  "a pull request (#123), a commit (7 digits or more), a range (old..new), last-good or a tag";

const owner = "[a-z0-9](?:-?[a-z0-9]){0,38}(?:_[a-z0-9]{1,20})?";
const name = "(?!\\.{1,2}(?:#|\\/|$))[\\w.-]{1,100}";
const repository = new RegExp(`^${owner}/${name}$`, "i");
const numbered = new RegExp(`^(${owner}/${name})?#([1-9]\\d{0,9})$`, "i");
const pullUrl = new RegExp(
  `^https://[\\w.-]{1,200}(?::\\d{1,5})?/(${owner}/${name})/pull/([1-9]\\d{0,9})(?:[/?#]\\S*)?$`,
  "i",
);
const sha = "[0-9a-f]{7,40}";

/** `owner/name`, or undefined. */
export function readRepository(word: string): string | undefined {
  const plain = plainWord(word);
  return repository.test(plain) ? plain : undefined;
}

/** What one word after `/rollback` asks to take back. Nothing is looked up. */
export function readTarget(word: string): RollbackTarget | TargetProblem {
  // A sentence may end behind it; two dots belong to a range.
  const plain = plainWord(word)
    .replace(/^<(.*)>$/, "$1")
    .replace(/(?<!\.)[,;:!.]$/, "");
  return (
    readPull(plain) ?? readCommits(plain) ?? readLastGood(plain) ?? problemOf(plain) ?? tagOf(plain)
  );
}

function readPull(plain: string): RollbackTarget | undefined {
  const [, where, number] = numbered.exec(plain) ?? pullUrl.exec(plain) ?? [];
  if (number === undefined) return undefined;
  return {
    kind: "pull",
    number: Number(number),
    ...(where !== undefined && { repository: where }),
  };
}

function readCommits(plain: string): RollbackTarget | undefined {
  const text = plain.toLowerCase();
  if (new RegExp(`^${sha}$`).test(text)) return { kind: "commit", sha: text };
  const [, from, to] = new RegExp(`^(${sha})\\.\\.(${sha})$`).exec(text) ?? [];
  return from === undefined || to === undefined ? undefined : { kind: "range", from, to };
}

function readLastGood(plain: string): RollbackTarget | undefined {
  return /^last[-_]?good$/i.test(plain) ? { kind: "last-good" } : undefined;
}

const commitForms = { problem: "the commit itself, by 7 digits or more", example: "1a2b3c4d5e6f" };

/** Names that mean something else tomorrow, or not what their writer thinks. */
const refused: readonly (readonly [RegExp, TargetProblem])[] = [
  [/^-/, { problem: targetKinds, example: "#123" }],
  [
    /\.{3}/,
    {
      problem: "two dots: old..new is everything after old, up to and with new",
      example: "1a2b3c4d..5e6f7a8b",
    },
  ],
  [
    /\.\./,
    {
      problem: "both ends of the range as commits, by 7 digits or more",
      example: "1a2b3c4d..5e6f7a8b",
    },
  ],
  [/^(?:HEAD|FETCH_HEAD|ORIG_HEAD|MERGE_HEAD|@)$/i, commitForms],
  [/[~^]|@\{/, commitForms],
  [
    /^(?:main|master|trunk|develop)$/i,
    { problem: "what to take back: a branch moves on", example: "last-good" },
  ],
  [/^refs\//i, { problem: "a tag by its short name", example: "v1.4.0" }],
  [
    /^[0-9a-f]{1,6}$/i,
    { problem: "at least 7 digits of a commit, or # before a pull request", example: "#123" },
  ],
  [
    /^[0-9a-f]{41,}$/i,
    { problem: "a commit, which has at most 40 digits", example: "1a2b3c4d5e6f" },
  ],
  [
    /^(?:https?|ssh|git):|^git@/i,
    { problem: "a pull request by its address, ending in /pull/123", example: "owner/repo#123" },
  ],
  [/#/, { problem: "a pull request as #123 or owner/repo#123", example: "#123" }],
];

function problemOf(plain: string): TargetProblem | undefined {
  return refused.find(([form]) => form.test(plain))?.[1];
}

/** What git takes for the name of a tag, and no more than people write. */
const tag =
  /^(?![-./])(?!.*(?:\/\/|\/\.|\.lock(?:\/|$)))[^\s\p{Cc}\p{Cf}~^:?*[\\<>|"'`@]{1,200}(?<![./])$/u;

function tagOf(plain: string): RollbackTarget | TargetProblem {
  return tag.test(plain)
    ? { kind: "tag", name: plain }
    : { problem: targetKinds, example: "last-good" };
}

import { describe, expect, test } from "vitest";
import { repositoryFiles, type TextFile } from "./repository.ts";

/** A house rule that explains itself to whoever breaks it, and shows that it can be broken. */
export interface Rule {
  /** The rule as a sentence. */
  readonly says: string;
  /** What to do instead, and why. */
  readonly instead: string;
  readonly covers: (path: string) => boolean;
  readonly find: (file: TextFile) => readonly Finding[];
  /** A file that breaks it: a rule that finds nothing here finds nothing anywhere. */
  readonly offender: TextFile;
}

export interface Finding {
  readonly line: number;
  readonly what: string;
}

const files = repositoryFiles();

export function checkRules(rules: readonly Rule[]): void {
  describe.each(rules)("$says", ({ says, instead, covers, find, offender }) => {
    test("everywhere", () => {
      const found = files
        .filter(({ path }) => covers(path))
        .flatMap((file) => find(file).map(({ line, what }) => `${file.path}:${line} ${what}`));
      expect(found, `${says}. ${instead}`).toEqual([]);
    });

    test("and would be noticed", () => {
      expect(covers(offender.path)).toBe(true);
      expect(find(offender)).not.toEqual([]);
    });
  });
}

/** Every place of a text that a pattern matches. */
export function findText({ text }: TextFile, pattern: RegExp): readonly Finding[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      [...line.matchAll(new RegExp(pattern, `g${pattern.flags.replace("g", "")}`))].map(
        ([what]) => ({ line: index + 1, what: what.trim() }),
      ),
    );
}

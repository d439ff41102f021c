import type { Problem } from "./problem.ts";

type Words = Pick<Problem, "came" | "expected"> & Partial<Pick<Problem, "path" | "example">>;

/** Thrown inside the reading of YAML at the first thing that makes all of the file unreadable. */
export class Refusal extends Error {
  readonly offset: number;
  readonly words: Words;

  constructor(offset: number, words: Words) {
    super(words.came);
    this.offset = offset;
    this.words = words;
  }
}

/** The problem at an offset of the text. */
export function problemAt(text: string, offset: number, words: Words): Problem {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  return { line, column, path: "the file", example: "version: 1", ...words };
}

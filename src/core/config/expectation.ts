import { z } from "zod";

/** What a place in the file expects, in words; zod carries it to the problem that reports it. */
export interface Expectation {
  readonly expected: string;
  readonly example: string;
  /** All that may stand there, where that is a short list. */
  readonly names?: readonly string[];
}

/** Makes an expectation the message of a zod schema: an issue has room for one string only. */
export function says(expected: string, example: string, names?: readonly string[]) {
  return { error: JSON.stringify({ expected, example, ...(names && { names }) }) };
}

/** Reads back what `says` wrote. */
export function expectationOf(message: string): Expectation {
  try {
    return JSON.parse(message) as Expectation;
  } catch {
    return { expected: message, example: "version: 1" };
  }
}

/** A map with exactly these keys, which names them when another one comes. */
export function mapOf<Shape extends z.core.$ZodShape>(shape: Shape, example: string) {
  const names = Object.keys(shape);
  const keys = says(`one of ${names.join(", ")}`, example, names).error;
  const map = says(`a map with ${names.join(", ")}`, example).error;
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? keys : map),
  });
}

/** One of these words. */
export function oneOf<const Names extends readonly string[]>(names: Names, example: Names[number]) {
  return z.enum(names, says(`one of ${names.join(", ")}`, example, names));
}

/** Text of this form. The length belongs into the pattern: it then counts characters, not units. */
export function textLike(pattern: RegExp, expected: string, example: string) {
  return z.string(says(expected, example)).regex(pattern, says(expected, example));
}

export function yesOrNo(example: string) {
  return z.boolean(says("true or false", example));
}

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number, example: string) {
  const expected = says(`a whole number from ${least} to ${most}`, example);
  return z.int(expected).min(least, expected).max(most, expected);
}

/** One line of at most 300 characters without space at its ends. */
export function line(example: string) {
  return textLike(/^\S(?:.{0,298}\S)?$/u, "one line of at most 300 characters", example);
}

/** A list of at most so many. */
export function listOf<Item extends z.ZodType>(item: Item, most: number, example: string) {
  const expected = `a list of at most ${most}`;
  return z.array(item, says(expected, example)).max(most, says(expected, example));
}

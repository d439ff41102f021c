import { checksum } from "../../std/checksum.ts";

/** What we last wrote of a row: whatever does not fit it was changed by a person. */
export interface RowMark {
  readonly number: number;
  readonly ticked: boolean;
  /** Of the words behind the number. */
  readonly digest: string;
}

export function rowMark({ number, ticked, digest }: RowMark): string {
  return `<!-- allclear:item ${number} ${ticked ? "x" : "o"} ${digest} -->`;
}

/** A row's source without its hidden marks, and the first of them. */
export function withoutMarks(source: string): {
  readonly mark?: RowMark;
  readonly rest: string;
} {
  const [first] = source.matchAll(form);
  const rest = source.replace(form, "");
  const [, number, tick, digest] = first ?? [];
  if (number === undefined || digest === undefined) return { rest };
  return { mark: { number: Number(number), ticked: tick === "x", digest }, rest };
}

/** As long as the text, with nothing in it that has to be parsed in place of each mark. */
export function withBlindMarks(text: string): string {
  return text.replace(form, (mark) => "x".repeat(mark.length));
}

/** Short; blanks and line ends do not matter to it, since hosts and editors change them. */
export function digestOf(words: string): string {
  return checksum(words.replace(/\s+/g, " ").trim()).toString(36);
}

const form = /<!-- allclear:item ([1-9]\d{0,8}) ([ox]) ([0-9a-z]{1,7}) -->/g;

import { longDash, plainWord, quoteMarks } from "./phone-text.ts";
import type { Arguments, SlashCommand } from "./slash-command.ts";

type Known = Pick<SlashCommand, "options" | "flags">;

/** Reads what follows the verb; only options and flags the command knows leave the text. */
export function readArguments(typed: string, rest: string, known: Known): Arguments {
  const options = new Map<string, string>();
  const flags = new Set<string>();
  const warnings: string[] = [];
  const text: string[] = [];
  const line = rest.trim();
  const start = new RegExp(pieceStart, "g");
  let from = 0;
  for (let at = start.exec(line); at; at = start.exec(line)) {
    const left = line.slice(at.index);
    const piece = readOption(left, known.options ?? []) ?? readFlag(left, known.flags ?? []);
    if (!piece) continue;
    text.push(line.slice(from, at.index));
    from = at.index + piece.length;
    start.lastIndex = from;
    if (piece.flag) flags.add(piece.key);
    if (options.has(piece.key)) warnings.push(`${piece.key} is given twice; the last one counts.`);
    if (piece.value !== undefined) options.set(piece.key, piece.value);
    if (piece.unclosed) {
      warnings.push(`The quote after ${piece.key} is never closed: it took the rest of the line.`);
    }
  }
  text.push(line.slice(from));
  const said = text
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(" ");
  return { typed, text: said, words: wordsOf(said), options, flags, warnings };
}

/** Where an option or a flag may begin; looking at every word would cost too much. */
const pieceStart = new RegExp(`(?<!\\S)(?:[^\\s=]{1,40}=|${longDash}[^\\s=])`);

/** The words of a text; no text has no words. */
export function wordsOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(/\s+/);
}

/** What follows the first words of a text, verbatim. */
export function afterWords(text: string, count: number): string {
  let left = text;
  for (let word = 0; word < count; word += 1) left = left.replace(/^\S+\s*/, "");
  return left;
}

interface Piece {
  readonly key: string;
  readonly value?: string;
  readonly flag?: boolean;
  readonly unclosed?: boolean;
  readonly length: number;
}

function readOption(left: string, keys: readonly string[]): Piece | undefined {
  const found = /^([^\s=]{1,40})=/.exec(left);
  const key = plainWord(found?.[1] ?? "").toLowerCase();
  if (!found || !keys.includes(key)) return undefined;
  return { key, ...readValue(left, found[0].length) };
}

const flagStart = new RegExp(`^${longDash}([^\\s=]{1,40})(=|\\s+(?=[${quoteMarks}])|(?!\\S))`);

function readFlag(left: string, known: readonly string[]): Piece | undefined {
  const found = flagStart.exec(left);
  const key = plainWord(found?.[1] ?? "").toLowerCase();
  if (!found || !known.includes(key)) return undefined;
  if (found[2] === "") return { key, flag: true, length: found[0].length };
  return { key, flag: true, ...readValue(left, found[0].length) };
}

const straight = /^"((?:\\.|[^\\"])*)("?)/;
const curly = new RegExp(`^[${quoteMarks}]((?:\\\\.|[^\\\\${quoteMarks}])*)([${quoteMarks}]?)`);

function readValue(left: string, from: number): Omit<Piece, "key" | "flag"> {
  const rest = left.slice(from);
  const found = straight.exec(rest) ?? curly.exec(rest);
  if (!found) {
    const [word = ""] = /^\S*/.exec(rest) ?? [];
    return { value: plainWord(word), length: from + word.length };
  }
  const unclosed = found[2] === "";
  const inside = unclosed ? rest.slice(1) : (found[1] ?? "");
  const length = from + (unclosed ? rest.length : found[0].length);
  return { value: withoutEscapes(inside).trim(), unclosed, length };
}

function withoutEscapes(text: string): string {
  return text.replace(new RegExp(`\\\\([\\\\${quoteMarks}])`, "g"), "$1");
}

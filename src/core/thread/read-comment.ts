import type { Misread } from "../incident/commands.ts";
import { parseBlocks } from "./markdown.ts";
import { misread } from "./misread.ts";
import { nearestWord } from "./near-miss.ts";
import { directories, othersWords } from "./others-words.ts";
import { plainWord, startsUnseen } from "./phone-text.ts";
import { mostReadingCost, readingCost } from "./reading-cost.ts";
import { findBareCommand, findCommand, knownWords } from "./registry.ts";
import type { SlashCommand } from "./slash-command.ts";
import { todo } from "./slash-commands/todo.ts";
import { type TopLine, topLines } from "./top-lines.ts";

/** A line of a comment that we answer to. */
export type ThreadLine = HeardLine | UnclearLine;

export interface HeardLine {
  readonly kind: "heard";
  readonly line: number;
  readonly raw: string;
  readonly command: SlashCommand;
  /** The verb or alias as typed, in lower case. */
  readonly typed: string;
  /** What follows it. */
  readonly rest: string;
}

/** A line that may have been meant for us: it gets a hint and has no effect. */
export interface UnclearLine {
  readonly kind: "unclear";
  readonly line: number;
  readonly raw: string;
  readonly typed: string;
  readonly misread: Misread;
}

export interface Reading {
  /** What stands before a verb, without the slash; `incident` always does. */
  readonly prefixes: readonly string[];
  /** Whether `/verb` alone counts: only on our own issues. */
  readonly bareVerbs: boolean;
}

/** So many lines of one comment are answered to, the rest together by one sentence. */
export const mostLines = 50;

/** The slash commands of a comment, in the order they stand there. */
export function readComment(body: string, how: Reading): readonly ThreadLine[] {
  const text = neededPart(body, how);
  if (text === "") return [];
  if (readingCost(text) > mostReadingCost) return tooTangled(text, how);
  const found: ThreadLine[] = [];
  for (const line of topLines(parseBlocks(text), text)) {
    const read = readLine(line, how);
    if (!read) continue;
    if (found.length === mostLines && isTodo(read)) continue;
    if (found.length === mostLines) return [...found, tooMany(read)];
    found.push(read);
  }
  return found;
}

/**
 * The text up to the blank line after the last line that may say something to us: no Markdown
 * behind it can change what stands before, except a definition that makes a link.
 */
function neededPart(body: string, { bareVerbs }: Reading): string {
  let last = -1;
  for (const start of body.matchAll(bareVerbs ? slashOrTodo : slash)) last = start.index;
  if (last < 0) return "";
  const blankLine = /(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r(?!\n))/g;
  blankLine.lastIndex = last;
  const end = blankLine.exec(body)?.index ?? body.length;
  return body.includes("]:", end) ? body : body.slice(0, end);
}

const slash = /^[\t \p{Zs}\p{Cf}]*\/[^\s/]/gmu;
const slashOrTodo = /^(?:[\t \p{Zs}\p{Cf}]*\/[^\s/]|todo:)/gimu;

/** Nothing of such a comment is done; whoever seems to have asked for something is told so. */
function tooTangled(body: string, how: Reading): readonly ThreadLine[] {
  const lines = body.split(/\r\n|\n|\r/);
  for (const [index, raw] of lines.entries()) {
    const top = { line: index + 1, raw, indented: /^\s/.test(raw), heading: false };
    const read = top.indented ? undefined : readLine(top, how);
    if (read?.kind !== "heard" || isTodo(read)) continue;
    const came = "a comment with too much Markdown to be read safely";
    const expected = "commands in a short comment of their own; nothing of this one was done";
    return [unclear({ ...read, misread: misread(came, expected, read.raw) })];
  }
  return [];
}

function tooMany({ line, raw, typed }: ThreadLine): ThreadLine {
  const came = `more than ${mostLines} commands in one comment`;
  const expected = `at most ${mostLines}; nothing from line ${line} on was done`;
  return unclear({ line, raw, typed, misread: misread(came, expected, raw.trim()) });
}

function readLine(top: TopLine, how: Reading): ThreadLine | undefined {
  return (how.bareVerbs ? readTodo(top) : undefined) ?? readSlash(top, how);
}

/** Nobody is told of one that stands elsewhere: these are words that people write anyway. */
function readTodo({ line, raw, indented, heading }: TopLine): HeardLine | undefined {
  const [, rest] = /^todo:(.*\S.*)$/is.exec(raw) ?? [];
  if (rest === undefined || indented || heading) return undefined;
  return { kind: "heard", line, raw: raw.trim(), typed: "todo", rest: rest.trim(), command: todo };
}

function isTodo(line: ThreadLine): boolean {
  return line.kind === "heard" && line.command === todo;
}

function readSlash(top: TopLine, how: Reading): ThreadLine | undefined {
  const said = firstWord(top);
  if (!said) return undefined;
  const read = isPrefix(said.word, how) ? afterPrefix(said) : bare(said, how);
  const flaw = flawOf(top);
  if (flaw === undefined || read === undefined) return read;
  if (read.kind !== "heard") return undefined;
  return unclear({ ...read, misread: misread(said.raw, flaw, said.raw.replace(/^[^/]+/, "")) });
}

interface FirstWord {
  readonly line: number;
  readonly raw: string;
  /** The first word without its slash, in lower case. */
  readonly word: string;
  readonly rest: string;
}

const wordAtStart = /^[\u200b-\u200f\u2060\ufeff]*\/(\S{1,60})(?!\S)(.*)$/s;

/** Nothing when the line begins with anything but one slash and a word: with a path, say. */
function firstWord(top: TopLine): FirstWord | undefined {
  const raw = top.raw.trim();
  const [, first = "", rest = ""] = wordAtStart.exec(raw) ?? [];
  const word = plainWord(first).toLowerCase();
  if (word === "" || word.includes("/")) return undefined;
  return { line: top.line, raw, word, rest: rest.trim() };
}

function flawOf({ raw, indented, heading }: TopLine): string | undefined {
  if (startsUnseen(raw)) return "the slash first in its line; an invisible character stands there";
  if (indented) return "the command at the very start of its line, without blanks before it";
  if (heading) return "an empty line below the command; the line of dashes makes it a heading";
  return undefined;
}

function afterPrefix({ line, raw, rest }: FirstWord): ThreadLine {
  const [first = ""] = /^\S*/.exec(rest) ?? [];
  const typed = plainWord(first).replace(/^\//, "").toLowerCase();
  const command = findCommand(typed === "" ? "help" : typed);
  const said = { line, raw, typed, rest: rest.slice(first.length).trim() };
  if (command) return { ...said, kind: "heard", command };
  return unclear({ ...said, misread: didYouMean(raw, nearestWord(typed, knownWords())) });
}

function bare({ line, raw, word, rest }: FirstWord, how: Reading): ThreadLine | undefined {
  const said = { line, raw, typed: word, rest };
  if (isMistypedPrefix(word, rest, how)) {
    return unclear({ ...said, misread: misread(raw, "/incident", `/incident ${rest}`) });
  }
  if (!how.bareVerbs) return undefined;
  const command = findBareCommand(word);
  if (command) return { ...said, kind: "heard", command };
  if (findCommand(word) || othersWords.has(word) || directories.has(word)) return undefined;
  if (word === "downgrade") {
    return unclear({ ...said, misread: misread(raw, "/sev with a lower level", "/sev 3") });
  }
  const near = nearestWord(
    word,
    knownWords().filter((known) => findBareCommand(known)),
  );
  return near === undefined ? undefined : unclear({ ...said, misread: didYouMean(raw, near) });
}

function didYouMean(came: string, near: string | undefined): Misread {
  const command = near === undefined ? undefined : findCommand(near);
  if (!command) return misread(came, "a command I know", "/incident help");
  const [example = `/incident ${command.verb}`] = command.examples;
  return misread(came, `a command I know; did you mean ${near}?`, example);
}

function isPrefix(word: string, { prefixes }: Reading): boolean {
  return word === "incident" || prefixes.some((prefix) => plainPrefix(prefix) === word);
}

function isMistypedPrefix(word: string, rest: string, { prefixes }: Reading): boolean {
  const [verb = ""] = /^\S*/.exec(rest) ?? [];
  if (!findCommand(plainWord(verb).toLowerCase()) || findBareCommand(word)) return false;
  return nearestWord(word, ["incident", ...prefixes.map(plainPrefix)]) !== undefined;
}

/** Config may write a prefix with or without its slash. */
function plainPrefix(prefix: string): string {
  return prefix.replace(/^\//, "").toLowerCase();
}

function unclear(line: Omit<UnclearLine, "kind">): UnclearLine {
  const { line: number, raw, typed, misread } = line;
  return { kind: "unclear", line: number, raw, typed, misread };
}

import { plainTitle } from "../thread/inert.ts";

/** A row's Markdown between its separators; `before` is the separator in front of it. */
export interface Segment {
  readonly before: string;
  readonly source: string;
}

/** A character without width: it keeps apart what would mean something together. */
export const apart = "\u200b";

/** Splits a row where ` · `, ` — ` or ` | ` stands; in code or behind a backslash none counts. */
export function segmentsOf(row: string): readonly Segment[] {
  const segments: Segment[] = [];
  let [start, before] = [0, ""];
  for (const { kind, at } of piecesOf(row)) {
    if (kind !== "text" || at < start) continue;
    separator.lastIndex = at;
    const found = separator.exec(row)?.[0];
    if (found === undefined) continue;
    segments.push({ before, source: row.slice(start, at) });
    [start, before] = [at + found.length, found];
  }
  return [...segments, { before, source: row.slice(start) }];
}

/** What a piece of a row says, in one line: the opposite of making text inert. */
export function plainOf(source: string): string {
  const words = piecesOf(source).map(({ kind, at, end }) => {
    const piece = source.slice(at, end);
    if (kind === "escape") return piece.slice(1);
    if (kind === "entity") return entities[piece] ?? piece;
    // An address in code is how we show one; other code keeps its marks.
    return kind === "code" && address.test(piece) ? piece.slice(1, -1) : piece;
  });
  // Also without what we would not write: a row that is read back says what was read from it.
  return plainTitle(words.join("").replaceAll(apart, ""));
}

interface Piece {
  readonly kind: "text" | "escape" | "entity" | "code";
  readonly at: number;
  readonly end: number;
}

const separator = /\s+[·—|](?:\s+|$)/y;
const escaped = /\\[!-/:-@[-`{-~]/y;
const entity = /&(?:amp|lt|gt);/y;
const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const ticks = /`+/y;
const text = /[^\\&`\s]+|\s+|./sy;
const address = /^`(?:[a-z][a-z0-9+.-]{0,30}:\/\/|www(?:\.|(?=`$)))[^`]*`$/i;

function piecesOf(source: string): readonly Piece[] {
  const closers = closersIn(source);
  const pieces: Piece[] = [];
  for (let at = 0; at < source.length; ) {
    const piece = pieceAt(source, at, closers);
    pieces.push(piece);
    at = piece.end;
  }
  return pieces;
}

function pieceAt(source: string, at: number, closers: Closers): Piece {
  for (const [kind, form] of [["escape", escaped] as const, ["entity", entity] as const]) {
    const end = endOf(form, source, at);
    if (end > at) return { kind, at, end };
  }
  const opened = endOf(ticks, source, at);
  if (opened === at) return { kind: "text", at, end: endOf(text, source, at) };
  const end = closerAfter(closers, opened, opened - at);
  return end === undefined ? { kind: "text", at, end: opened } : { kind: "code", at, end };
}

/** Where a form that begins there ends; the place itself where it does not. */
function endOf(form: RegExp, source: string, at: number): number {
  form.lastIndex = at;
  return at + (form.exec(source)?.[0].length ?? 0);
}

/** Where runs of backticks begin, by their length. */
type Closers = Map<number, number[]>;

function closersIn(source: string): Closers {
  const closers: Closers = new Map();
  for (const { 0: run, index } of source.matchAll(/`+/g)) {
    const starts = closers.get(run.length) ?? [];
    starts.push(index);
    closers.set(run.length, starts);
  }
  return closers;
}

/** The end of the next run of so many; those before it are never asked for again. */
function closerAfter(closers: Closers, at: number, length: number): number | undefined {
  const starts = closers.get(length) ?? [];
  while ((starts[0] ?? at) < at) starts.shift();
  return starts[0] === undefined ? undefined : starts[0] + length;
}

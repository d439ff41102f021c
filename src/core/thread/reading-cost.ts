/**
 * What parsing a comment as Markdown may cost at most, in ms of CPU.
 *
 * The parser is quadratic on some inputs (2 s for 16 KiB of `=` lines, a stack overflow on 10,000
 * `>`), so costly ones are told apart before. The weights were measured, each on the input that
 * hurts most, and sum up to more than the truth: a comment that people write stays far below.
 */
export function readingCost(body: string): number {
  let microseconds = 0;
  let fence: Fence | undefined;
  let paragraph: string[] = [];
  let markers = 0;
  let html = false;
  for (const line of body.split(/\r\n|\n|\r/)) {
    // Within HTML a fence is no fence, so from the first one on none is believed.
    html ||= fence === undefined && /^ {0,3}</.test(line);
    if (fence) {
      microseconds += weights.line + line.length * weights.character;
      if (closes(line, fence)) fence = undefined;
      continue;
    }
    fence = html ? undefined : opens(line);
    const blank = line.trim() === "";
    if (!blank) paragraph.push(line);
    if (blank || fence) {
      const ending = weights.line + line.length * weights.character;
      microseconds += ending + paragraphCost(paragraph);
      paragraph = [];
    }
    const nested = markersOf(line);
    microseconds += Math.min(markers, indentOf(line) / 2) * weights.level;
    markers += nested;
  }
  return (microseconds + paragraphCost(paragraph)) / 1000;
}

/** The highest cost, in ms, at which a comment is read: what is above may take over 100 ms. */
export const mostReadingCost = 70;

/** Microseconds. */
const weights = { paragraph: 30, line: 11, marker: 50, level: 13, character: 0.2, scan: 0.02 };
const pair = { units: 0.04, brackets: 0.012 };
const special: Readonly<Record<string, number>> = {
  ...{ "[": 8, "]": 16, "!": 4, "(": 8, ")": 4, "<": 6, "`": 4, "\\": 6, "#": 6, "|": 10 },
};

/** Lines without a blank one between them; only such can be one paragraph. */
function paragraphCost(lines: readonly string[]): number {
  if (lines.length === 0) return 0;
  const text = lines.join("\n");
  const rulers = lines.filter((line) => /^[ \t]*[|:=-][|:= \t-]*$/.test(line)).length;
  const markers = lines.reduce((sum, line) => sum + markersOf(line), 0);
  const units = markers + rulers > 0 ? lines.length + markers : 0;
  const specials = text.match(/[[\]!()<`\\#|]/g) ?? [];
  const linear =
    weights.paragraph +
    lines.length * weights.line +
    text.length * weights.character +
    markers * weights.marker +
    rulers * 2 * weights.line +
    specials.reduce((sum, mark) => sum + (special[mark] ?? 0), 0);
  const ticks = Math.min(count(text, /`+/g), Math.sqrt(2 * text.length));
  const scans = (count(text, /<[!?]/g) + ticks) * text.length * weights.scan;
  const brackets = strayBrackets(text) * (specials.length + lines.length) * pair.brackets;
  return linear + units * units * pair.units + scans + brackets;
}

/** Brackets whose partner may be far away or missing: for each the parser looks back. */
function strayBrackets(text: string): number {
  const closers = count(text, /\]/g);
  if (/[`\\<]|\][(:]/.test(text)) return closers;
  let [depth, deepest, stray] = [0, 0, 0];
  for (const [mark] of text.matchAll(/[[\]]/g)) {
    if (mark === "]" && depth === 0) stray += 1;
    else depth += mark === "[" ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return stray + deepest;
}

/** Markers of quotes, lists and footnotes that a line begins with. */
function markersOf(line: string): number {
  const [start = ""] =
    /^(?:[ \t]*(?:>|[-+*](?![^ \t])|\d{1,9}[.)](?![^ \t])|\[\^[^\]\s]{1,999}\]:))*/.exec(line) ??
    [];
  return count(start, />|[-+*]|\d[.)]|\]:/g);
}

function indentOf(line: string): number {
  const [blanks = ""] = /^[ \t>]*/.exec(line) ?? [];
  return blanks.replaceAll("\t", "    ").length;
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

interface Fence {
  readonly mark: string;
  readonly length: number;
}

function opens(line: string): Fence | undefined {
  const [, marks] = /^(`{3,})[^`]*$|^(~{3,})/.exec(line)?.filter(Boolean) ?? [];
  return marks === undefined ? undefined : { mark: marks.charAt(0), length: marks.length };
}

function closes(line: string, { mark, length }: Fence): boolean {
  const [, marks = ""] = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
  return marks.startsWith(mark) && marks.length >= length;
}

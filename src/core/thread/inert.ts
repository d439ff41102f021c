import { cut } from "../../std/cut.ts";

/**
 * Somebody's text as our Markdown may repeat it: it reads the same, and nothing in it mentions,
 * links, closes, commands or breaks out. Escapes work inside a paragraph, a list item or a
 * heading; a table cell needs `inertLine`.
 */
export function inert(text: string): string {
  const lines = withoutTricks(text).split("\n").map(inertLineOf);
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+/, "")
    .trimEnd();
}

/** The same in one line, for cells and list items; `max` UTF-16 units of the text are kept. */
export function inertLine(text: string, max: number): string {
  return inertLineOf(cut(withoutTricks(text).replace(/\s+/g, " ").trim(), max));
}

/** The same for a title, which GitHub shows as it is: one line without what nobody can see. */
export function plainTitle(text: string): string {
  return withoutTricks(text).replace(/\s+/g, " ").trim();
}

/**
 * GitHub looks for mentions and references in the rendered text, where a backslash is gone, so
 * only a character without width keeps them apart.
 */
const apart = "\u200b";

/** Without what changes the direction of text, hides in it or is no character at all. */
function withoutTricks(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/(?![\n\t\u200c\u200d])[\p{Cs}\p{Cc}\p{Cf}\u{e0000}-\u{e0fff}]/gu, "");
}

/** More blanks at the start of a line than this are not worth showing. */
const mostIndent = 8;

function inertLineOf(line: string): string {
  const [blanks = ""] = /^[\s\u200c\u200d]*/.exec(line) ?? [];
  const text = line.slice(blanks.length).trimEnd();
  if (text === "") return "";
  return "\u00a0".repeat(Math.min(blanks.length, mostIndent)) + escapeStart(escapeInside(text));
}

/** What means something only where a line begins: commands, headings, lists, rulers. */
function escapeStart(text: string): string {
  return text.replace(/^(\d{1,9})([.)])/, "$1\\$2").replace(/^(?:[/#=+-]|\.(?=\w)|:(?=-))/, "\\$&");
}

/** An address, or something else that would be made a link; code shows it and can be copied. */
const address = /((?:[a-z][a-z0-9+.-]{0,30}:\/\/|www\.)[^\s<>`|\\]*)/i;
const afterAddress = new Set(".,;:!?'\"()[]{}*_~\u201d\u2019\u2026");

function escapeInside(text: string): string {
  return text
    .split(address)
    .map((part, index) => (index % 2 === 0 ? escapeProse(part) : inertAddress(part)))
    .join("");
}

function inertAddress(written: string): string {
  let end = written.length;
  while (end > 1 && afterAddress.has(written.charAt(end - 1))) end -= 1;
  return `\`${written.slice(0, end)}\`${escapeProse(written.slice(end))}`;
}

function escapeProse(text: string): string {
  return text
    .replace(/[\\`*[\]~|$]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=[#\w])/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[@\uff20\ufe6b](?=\S)/g, `$&${apart}`)
    .replace(/[#\uff03](?=\d)/g, `$&${apart}`)
    .replace(/\b(gh-)(?=\d)/gi, `$1${apart}`);
}

import { cut } from "../../std/cut.ts";
import { inert, inertLine } from "../thread/inert.ts";

/**
 * Somebody's text on one line, harmless, and never longer than twice `max` however it is escaped.
 */
export function line(text: string, max: number): string {
  return within(max, text, (part, most) => inertLine(part, most));
}

/** Somebody's text with its lines, harmless, as a quotation; at most about twice `max`. */
export function quotation(text: string, max: number): string {
  const shown = within(max, text, (part, most) => inert(cut(part, most)));
  return shown
    .split("\n")
    .map((each) => `> ${each}`)
    .join("\n");
}

/** Text as inline code, where nothing is alive; backticks and line ends cannot get out of it. */
export function code(text: string, max: number): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll("`", "'")
    .replaceAll("<!--", "<! --")
    .trim();
  return `\`${cut(plain === "" ? "nothing" : plain, max)}\``;
}

function within(max: number, text: string, show: (text: string, max: number) => string): string {
  for (let most = max; most > 8; most = Math.floor(most / 2)) {
    const shown = show(text, most);
    if (shown.length <= 2 * max) return shown;
  }
  return "…";
}

/** As many rows as fit, then a sentence about the rest. */
export function rowsWithin(
  rows: readonly string[],
  limit: { readonly characters: number; readonly more: (left: number) => string },
): readonly string[] {
  let room = limit.characters;
  const shown: string[] = [];
  for (const row of rows) {
    room -= row.length + 1;
    if (room < 0) return [...shown, limit.more(rows.length - shown.length)];
    shown.push(row);
  }
  return shown;
}

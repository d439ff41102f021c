import type { ActionItem } from "../incident/incident.ts";
import { type RowWords, readWords } from "./read-words.ts";
import type { RowPlace } from "./rows.ts";
import { wordsOf } from "./show-row.ts";

export interface PairedRow {
  readonly row: RowPlace;
  /** Absent for a row that is no action item yet. */
  readonly item?: ActionItem;
}

/**
 * Which action item each row is: by its number, else the first one with its text that has no row,
 * so that a row somebody wrote becomes that of the item made of it.
 */
export function pairRows(
  rows: readonly RowPlace[],
  items: readonly ActionItem[],
): readonly PairedRow[] {
  const byNumber = new Map(items.map((item) => [item.number, item]));
  const taken = new Set(rows.map(({ number }) => number));
  const free = items.filter(({ number }) => !taken.has(number));
  return rows.map((row) => {
    const numbered = row.number === undefined ? undefined : byNumber.get(row.number);
    if (numbered !== undefined) return { row, item: numbered };
    if (row.fits) return { row };
    const { text } = saidBy(row);
    const at = free.findIndex((item) => text !== "" && hasText(item, text));
    const [item] = at < 0 ? [] : free.splice(at, 1);
    return item === undefined ? { row } : { row, item };
  });
}

/** What a row says; what it calls the issue of another item is part of its text. */
export function saidBy({ said }: RowPlace, item?: ActionItem): RowWords {
  const { tracked, ...rest } = said;
  const known = item?.tracked && `${item.tracked.repository}#${item.tracked.number}`;
  if (tracked === undefined || tracked.toLowerCase() === known?.toLowerCase()) return rest;
  return { ...rest, text: `${rest.text} · tracked in ${tracked}` };
}

/** What a row of ours says of an item. */
export function shownOf(item: ActionItem): RowWords {
  const { tracked: _tracked, ...words } = readWords(wordsOf(item, anywhere));
  return words;
}

/** A text that a full card cut short is still that text. */
export function hasText(item: ActionItem, text: string): boolean {
  const shown = shownOf(item).text;
  return shown === text || (shown.endsWith("…") && text.startsWith(shown.slice(0, -1)));
}

/** Where the links of a row lead makes no difference to what it says. */
export const anywhere = { webUrl: "https://github.com" };

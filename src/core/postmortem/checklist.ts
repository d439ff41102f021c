import type { ActionItem, ActionItemType } from "../incident/incident.ts";
import { anywhere, hasText, type PairedRow, pairRows, saidBy, shownOf } from "./pair-rows.ts";
import { rewriteRows } from "./rewrite-rows.ts";
import { sectionOf } from "./rows.ts";
import { isTicked, type Web } from "./show-row.ts";

/** A row of the section "Action items" as it stands in a postmortem. */
export interface ChecklistRow {
  readonly number?: number;
  readonly ticked: boolean;
  readonly dropped: boolean;
  readonly text: string;
  readonly owner?: string;
  /** A calendar date, `2026-08-15`. */
  readonly due?: string;
  readonly type?: ActionItemType;
  readonly verified?: string;
  /** The issue it says it is tracked in, `owner/name#77`. */
  readonly tracked?: string;
  /** Whether the tick, and the words, are as we last wrote them. */
  readonly tick: "ours" | "theirs";
  readonly words: "ours" | "theirs";
}

/** What people changed in the checklist, in the order of its rows. */
export type ChecklistDifference =
  | { readonly kind: "tick"; readonly number: number; readonly ticked: boolean }
  | ({ readonly kind: "edit"; readonly number: number } & Said)
  /** `ticked` where it was done before it was written down. */
  | ({ readonly kind: "add"; readonly ticked?: true } & Said);

export type Said = Pick<ChecklistRow, "text" | "owner" | "due" | "type" | "verified">;

/** The rows of the checklist; a task list elsewhere in the text is none. */
export function rowsIn(body: string): readonly ChecklistRow[] {
  const rows = sectionOf(body)?.rows ?? [];
  return rows.map((row) => ({
    ...(row.number !== undefined && { number: row.number }),
    ticked: row.ticked,
    dropped: row.dropped,
    ...row.said,
    tick: row.mark?.ticked === row.ticked ? "ours" : "theirs",
    words: row.fits ? "ours" : "theirs",
  }));
}

/**
 * The text with its rows as the action items are. Everything else stays as it is, and so does all
 * of it where it could not be read again, or would grow too long.
 */
export function withRows(body: string, items: readonly ActionItem[], web: Web): string {
  const once = rewriteRows(body, items, web);
  return once === body || rewriteRows(once, items, web) === once ? once : body;
}

/**
 * Whether there is nothing to learn from the checklist, and nothing new to say in it: a row that
 * only links elsewhere says the same.
 */
export function isInStep(body: string, items: readonly ActionItem[]): boolean {
  if (differencesIn(body, items).length > 0) return false;
  const next = withRows(body, items, anywhere);
  return next === body || JSON.stringify(rowsIn(next)) === JSON.stringify(rowsIn(body));
}

/** What people changed since we last wrote the rows. */
export function differencesIn(
  body: string,
  items: readonly ActionItem[],
): readonly ChecklistDifference[] {
  return pairRows(sectionOf(body)?.rows ?? [], items).flatMap((pair) =>
    pair.item === undefined
      ? added(pair)
      : [...tickOf(pair.item, pair), ...editOf(pair.item, pair)],
  );
}

function added({ row }: PairedRow): readonly ChecklistDifference[] {
  const said = saidBy(row);
  if (row.fits || said.text === "") return [];
  return [{ kind: "add", ...said, ...(row.ticked && { ticked: true }) }];
}

function tickOf(item: ActionItem, { row }: PairedRow): readonly ChecklistDifference[] {
  const isTheirs = row.mark?.ticked !== row.ticked;
  if (!isTheirs || row.ticked === isTicked(item)) return [];
  return [{ kind: "tick", number: item.number, ticked: row.ticked }];
}

/** What still reads as we would write it keeps its full value, also where a row shows less. */
function editOf(item: ActionItem, { row }: PairedRow): readonly ChecklistDifference[] {
  if (row.fits || row.words.trim() === "") return [];
  const [said, shown] = [saidBy(row, item), shownOf(item)];
  const isSame = (field: keyof Said) => said[field] === shown[field];
  const isSameText = isSame("text") || (row.mark === undefined && hasText(item, said.text));
  const text = isSameText || said.text === "" ? item.text : said.text;
  const kept = optionalFields.flatMap((field) => {
    const value = isSame(field) ? item[field] : said[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  const isChanged = text !== item.text || !optionalFields.every(isSame);
  return isChanged
    ? [{ kind: "edit", number: item.number, text, ...Object.fromEntries(kept) }]
    : [];
}

const optionalFields = ["owner", "due", "type", "verified"] as const;

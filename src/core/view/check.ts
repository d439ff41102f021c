import { line } from "./quoting.ts";
import type { View } from "./render.ts";
import { table } from "./table.ts";
import type { CheckRow } from "./telling.ts";

/** The answer to `/incident check`. */
export function checkView(rows: readonly CheckRow[] | undefined): View {
  if (rows === undefined) {
    return { unread: "The setup could not be checked just now.", verdict: "", table: "" };
  }
  const missing = rows.filter(({ state }) => state === "missing").length;
  const unknown = rows.filter(({ state }) => state === "unknown").length;
  return { unread: "", verdict: verdictOf(missing, unknown), table: table(header, cells(rows)) };
}

const mostRows = 100;
const header = ["What", "State", "What to do"];
const states = { ok: "🟢 ok", missing: "🔴 missing", unknown: "⚪ unknown" } as const;

function cells(rows: readonly CheckRow[]): readonly (readonly string[])[] {
  return rows
    .slice(0, mostRows)
    .map(({ what, state, fix }) => [line(what, 100), states[state], line(fix ?? "", 200)]);
}

function verdictOf(missing: number, unknown: number): string {
  if (missing > 0) return `${missing} of these ${missing === 1 ? "needs" : "need"} a hand.`;
  return unknown > 0
    ? `Nothing is missing; ${unknown} could not be told.`
    : "Everything is set up.";
}

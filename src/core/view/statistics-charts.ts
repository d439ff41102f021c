import type { Statistics } from "../statistics/statistics.ts";

/** How many incidents began when, as bars; empty without incidents. */
export function overTimeChart({ counted, unit, overTime }: Statistics): string {
  const shown = overTime.slice(-mostBars);
  if (counted === 0 || shown.length === 0) return "";
  const labels = shown.map(({ from }) => `"${shortDate[unit](from)}"`);
  const counts = shown.map(({ incidents }) => incidents);
  return mermaid([
    "xychart-beta",
    `    title "Incidents per ${unit}${unit === "week" ? ", by its Monday" : ""}"`,
    `    x-axis [${labels.join(", ")}]`,
    `    y-axis "Incidents" 0 --> ${Math.max(1, ...counts)}`,
    `    bar [${counts.join(", ")}]`,
  ]);
}

/** The share of each severity; empty where there is nothing to share. */
export function severityChart({ bySeverity }: Statistics): string {
  if (bySeverity.length < 2) return "";
  const labels = labelsOf(bySeverity.map(({ severity }) => severity ?? "not set"));
  const slices = bySeverity.map(({ incidents }, index) => `    "${labels[index]}" : ${incidents}`);
  return mermaid(["pie showData", "    title Incidents by severity", ...slices]);
}

/** Bars beside each other that can still be told apart. */
const mostBars = 40;

const shortDate = {
  week: (from: string) => from.slice(5),
  month: (from: string) => from.slice(0, 7),
  year: (from: string) => from.slice(0, 4),
} as const;

/**
 * Texts that stay inside the quotes of a Mermaid label, each another one: of two slices of one name
 * Mermaid draws one. What could end a label, start a comment or be an entity of it is left out.
 */
function labelsOf(texts: readonly string[]): readonly string[] {
  const labels = new Set<string>();
  for (const text of texts) {
    const name = labelOf(text);
    let label = name;
    for (let count = 2; labels.has(label); count += 1) label = `${name} (${count})`;
    labels.add(label);
  }
  return [...labels];
}

function labelOf(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N} ._/+-]+/gu, " ").replace(/\s+/g, " ");
  return [...plain.trim()].slice(0, longestLabel).join("").trim() || "other";
}

const longestLabel = 30;

function mermaid(lines: readonly string[]): string {
  return ["```mermaid", ...lines, "```"].join("\n");
}

const gap = "   ";

/** A Markdown table as a terminal shows it best: columns of one width, and no bars. */
export function inColumns(table: string): string {
  const [head = [], , ...rows] = table.trimEnd().split("\n").map(cellsOf);
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const lines = all.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(gap));
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

function cellsOf(row: string): readonly string[] {
  const cells = row.slice(1, -1).split(/(?<!\\)\|/);
  return cells.map((cell) => cell.trim().replaceAll("\\|", "|"));
}

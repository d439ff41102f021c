/** One line of a comparison. */
interface Line {
  readonly kind: " " | "+" | "-";
  readonly text: string;
}

export interface LineDiff {
  readonly additions: number;
  readonly deletions: number;
  /** The hunks in unified form, without the header that names the files. */
  readonly patch: string;
}

/** Above this many differing lines the exact search is not worth its time. */
const mostSteps = 2_000;
const context = 3;

/** Compares two texts line by line. */
export function diffLines(before: string, after: string): LineDiff {
  const lines = compare(linesOf(before), linesOf(after));
  return {
    additions: lines.filter(({ kind }) => kind === "+").length,
    deletions: lines.filter(({ kind }) => kind === "-").length,
    patch: hunks(lines),
  };
}

export function linesOf(text: string): string[] {
  if (text === "") return [];
  return text.replace(/\n$/, "").split("\n");
}

function compare(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const same = (lines: readonly string[]) => lines.map((text): Line => ({ kind: " ", text }));
  return [
    ...same(before.slice(0, start)),
    ...shortest(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

/** Myers' search for the shortest way from one list of lines to another. */
function shortest(before: readonly string[], after: readonly string[]): Line[] {
  const furthest = new Map([[1, 0]]);
  const trail: Map<number, number>[] = [];
  for (let steps = 0; steps <= mostSteps; steps++) {
    trail.push(new Map(furthest));
    for (let k = -steps; k <= steps; k += 2) {
      const down = goesDown(furthest, k, steps);
      let x = (furthest.get(down ? k + 1 : k - 1) ?? 0) + (down ? 0 : 1);
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++;
      furthest.set(k, x);
      if (x >= before.length && x - k >= after.length) return walkBack(trail, before, after);
    }
  }
  return [
    ...before.map((text): Line => ({ kind: "-", text })),
    ...after.map((text): Line => ({ kind: "+", text })),
  ];
}

function goesDown(furthest: ReadonlyMap<number, number>, k: number, steps: number): boolean {
  const [left, right] = [furthest.get(k - 1) ?? -1, furthest.get(k + 1) ?? -1];
  return k === -steps || (k !== steps && left < right);
}

function walkBack(
  trail: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): Line[] {
  const lines: Line[] = [];
  let [x, y] = [before.length, after.length];
  const keep = (until: number) => {
    for (; x > until; x--, y--) lines.push({ kind: " ", text: before[x - 1] ?? "" });
  };
  for (let steps = trail.length - 1; steps > 0; steps--) {
    const furthest = trail[steps] ?? new Map<number, number>();
    const down = goesDown(furthest, x - y, steps);
    const k = x - y + (down ? 1 : -1);
    const from = furthest.get(k) ?? 0;
    keep(down ? from : from + 1);
    lines.push(
      down ? { kind: "+", text: after[y - 1] ?? "" } : { kind: "-", text: before[x - 1] ?? "" },
    );
    [x, y] = [from, from - k];
  }
  keep(0);
  return lines.reverse();
}

function hunks(lines: readonly Line[]): string {
  const texts: string[] = [];
  let [oldLine, newLine, at] = [1, 1, 0];
  for (const [from, to] of ranges(lines)) {
    const skipped = from - at;
    const part = lines.slice(from, to);
    const old = part.filter(({ kind }) => kind !== "+").length;
    const now = part.filter(({ kind }) => kind !== "-").length;
    [oldLine, newLine] = [oldLine + skipped, newLine + skipped];
    texts.push(
      `@@ -${span(oldLine, old)} +${span(newLine, now)} @@`,
      ...part.map(({ kind, text }) => kind + text),
    );
    [oldLine, newLine, at] = [oldLine + old, newLine + now, to];
  }
  return texts.join("\n");
}

function span(line: number, count: number): string {
  return count === 1 ? `${line}` : `${count === 0 ? line - 1 : line},${count}`;
}

/** The stretches around changes, joined where their context meets. */
function ranges(lines: readonly Line[]): [number, number][] {
  const found: [number, number][] = [];
  lines.forEach(({ kind }, index) => {
    if (kind === " ") return;
    const last = found.at(-1);
    const from = Math.max(0, index - context);
    const to = Math.min(lines.length, index + context + 1);
    if (last && from <= last[1]) last[1] = to;
    else found.push([from, to]);
  });
  return found;
}

import { type Change, diffTrees } from "./diff.ts";
import { diffLines, linesOf } from "./lines.ts";
import { type GitStore, readObject } from "./store.ts";
import { kindOf, type Leaf } from "./tree.ts";

/** A changed file as GitHub lists it. */
export interface FileChange {
  readonly path: string;
  readonly status: "added" | "removed" | "modified" | "renamed" | "changed";
  readonly previous: string | undefined;
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** Missing for what is not text. */
  readonly patch: string | undefined;
}

/** Git's own threshold for calling a deleted and an added file a rename. */
const alikeEnough = 0.5;
/** As `diff.renameLimit`: beyond it only files that are equal count as renamed. */
const mostPairs = 160_000;
const cache = new WeakMap<GitStore, Map<string, readonly FileChange[]>>();

/** The files that differ between two trees, renames found by how alike the texts are. */
export function fileChanges(
  store: GitStore,
  before: string | undefined,
  after: string,
): readonly FileChange[] {
  const known = cache.get(store) ?? new Map<string, readonly FileChange[]>();
  cache.set(store, known);
  const key = `${before} ${after}`;
  const found = known.get(key) ?? describe(store, diffTrees(store, before, after));
  known.set(key, found);
  return found;
}

function describe(store: GitStore, changes: readonly Change[]): FileChange[] {
  const origins = renames(store, changes);
  const moved = new Set(origins.values().map(({ path }) => path));
  return changes
    .filter(({ path, after }) => after !== undefined || !moved.has(path))
    .map((change) => fileChange(store, change, origins.get(change.path)));
}

function fileChange(store: GitStore, change: Change, origin: Change | undefined): FileChange {
  const before = origin?.before ?? change.before;
  const { after } = change;
  const [old, now] = [textOf(store, before), textOf(store, after)];
  const lines = old === undefined || now === undefined ? undefined : diffLines(old, now);
  return {
    path: change.path,
    status: statusOf(change, origin),
    previous: origin?.path,
    sha: (after ?? before)?.sha ?? "",
    additions: lines?.additions ?? 0,
    deletions: lines?.deletions ?? 0,
    patch: lines?.patch || undefined,
  };
}

function statusOf({ before, after }: Change, origin: Change | undefined): FileChange["status"] {
  if (origin) return "renamed";
  if (before === undefined) return "added";
  if (after === undefined) return "removed";
  return before.sha === after.sha ? "changed" : "modified";
}

/** For each added path the deleted one it came from: equal files first, then the most alike. */
function renames(store: GitStore, changes: readonly Change[]): Map<string, Change> {
  const gone = changes.filter(({ after }) => after === undefined);
  const added = changes.filter(({ before }) => before === undefined);
  const exactOnly = gone.length * added.length > mostPairs;
  const pairs = added
    .flatMap((to) =>
      gone.map((from) => ({ from, to, alike: likeness(store, from, to, exactOnly) })),
    )
    .filter(({ alike }) => alike >= alikeEnough)
    .sort((a, b) => b.alike - a.alike);
  const origins = new Map<string, Change>();
  const used = new Set<Change>();
  for (const { from, to } of pairs) {
    if (origins.has(to.path) || used.has(from)) continue;
    origins.set(to.path, from);
    used.add(from);
  }
  return origins;
}

function likeness(store: GitStore, from: Change, to: Change, exactOnly: boolean): number {
  if (from.before?.sha === to.after?.sha) return textOf(store, from.before) === "" ? 0 : 1;
  const [old, now] = exactOnly ? [] : [textOf(store, from.before), textOf(store, to.after)];
  if (!old || !now) return 0;
  const left = new Map<string, number>();
  for (const line of linesOf(old)) left.set(line, (left.get(line) ?? 0) + 1);
  let kept = 0;
  for (const line of linesOf(now)) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    kept += line.length + 1;
  }
  return kept / Math.max(old.length, now.length);
}

/** The text of a file, empty where there is none; `undefined` for what is not text. */
function textOf(store: GitStore, leaf: Leaf | undefined): string | undefined {
  if (leaf === undefined) return "";
  if (kindOf(leaf) !== "blob") return undefined;
  const bytes = readObject(store, leaf.sha, "blob");
  return bytes.includes(0) ? undefined : bytes.toString();
}

import type { GitStore } from "./store.ts";
import { directoryMode, type Leaf, readTree, type TreeEntry, walkTree } from "./tree.ts";

/** A path whose mode or content differs between two trees. */
export interface Change {
  readonly path: string;
  readonly before: Leaf | undefined;
  readonly after: Leaf | undefined;
}

/** What changed from one tree to another, by path; directories that are equal are not entered. */
export function diffTrees(
  store: GitStore,
  before: string | undefined,
  after: string | undefined,
  under = "",
): Change[] {
  if (before === after) return [];
  const old = byName(store, before);
  const now = byName(store, after);
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names
    .flatMap((name) => diffEntries(store, under + name, [old.get(name), now.get(name)]))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function diffEntries(
  store: GitStore,
  path: string,
  [before, after]: readonly [TreeEntry | undefined, TreeEntry | undefined],
): Change[] {
  if (before?.sha === after?.sha && before?.mode === after?.mode) return [];
  const [wasDirectory, isDirectory] = [before, after].map((one) => one?.mode === directoryMode);
  if (wasDirectory && isDirectory) return diffTrees(store, before?.sha, after?.sha, `${path}/`);
  return [
    ...leaves(store, path, before).map((one) => ({ ...one, after: undefined })),
    ...leaves(store, path, after).map(({ before: leaf, ...one }) => ({
      ...one,
      before: undefined,
      after: leaf,
    })),
  ].reduce<Change[]>(joinPaths, []);
}

/** A file that replaces a file is one change. */
function joinPaths(changes: Change[], next: Change): Change[] {
  const same = changes.findIndex(({ path }) => path === next.path);
  if (same === -1) return [...changes, next];
  return changes.with(same, { ...next, before: changes[same]?.before });
}

function leaves(store: GitStore, path: string, entry: TreeEntry | undefined) {
  if (entry === undefined) return [];
  const { mode, sha } = entry;
  if (mode !== directoryMode) return [{ path, before: { mode, sha } }];
  return [...walkTree(store, sha, { under: `${path}/` })].map((leaf) => ({
    path: leaf.path,
    before: { mode: leaf.mode, sha: leaf.sha },
  }));
}

function byName(store: GitStore, tree: string | undefined): Map<string, TreeEntry> {
  const entries = tree === undefined ? [] : readTree(store, tree);
  return new Map(entries.map((entry) => [entry.name, entry]));
}

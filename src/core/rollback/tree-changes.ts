import type { Tree, TreeEntry } from "./history.ts";

/** One line of a new tree: what is put there, or that nothing is any more. */
export type TreeChange = TreeEntry | (Omit<TreeEntry, "sha"> & { readonly sha: null });

/**
 * The entries that make these paths what they are in `to`. Where a file and a folder take each
 * other's place, the one entry that is put there also says what goes.
 */
export function treeChanges(
  paths: readonly string[],
  { from, to }: { from: Tree; to: Tree },
): readonly TreeChange[] {
  const changes = new Map<string, TreeChange>();
  for (const path of paths) {
    const change = changeAt(path, from, to);
    if (change !== undefined) changes.set(change.path, change);
  }
  return [...changes.values()];
}

/** Paths that one of the trees lacks, or that are another file in it; sorted. */
export function differingPaths(a: Tree, b: Tree): readonly string[] {
  const paths = [...a.files.keys()].filter((path) => !sameAt(path, a, b));
  const added = [...b.files.keys()].filter((path) => !a.files.has(path));
  return [...paths, ...added].sort();
}

export function sameAt(path: string, a: Tree, b: Tree): boolean {
  const [left, right] = [a.files.get(path), b.files.get(path)];
  return left?.sha === right?.sha && left?.mode === right?.mode;
}

function changeAt(path: string, from: Tree, to: Tree): TreeChange | undefined {
  const entry = to.files.get(path);
  if (entry !== undefined) return folderInPlaceOfFile(path, from, to) ?? entry;
  if (to.folders.has(path) || foldersAbove(path).some((above) => to.files.has(above))) {
    return undefined;
  }
  const { mode = "100644", type = "blob" } = from.files.get(path) ?? {};
  return { path, mode, type, sha: null };
}

function folderInPlaceOfFile(path: string, from: Tree, to: Tree): TreeChange | undefined {
  const place = foldersAbove(path).find((above) => from.files.has(above));
  const sha = place === undefined ? undefined : to.folders.get(place);
  if (place === undefined || sha === undefined) return undefined;
  return { path: place, mode: "040000", type: "tree", sha };
}

/** `a/b/c` lies below `a` and `a/b`. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

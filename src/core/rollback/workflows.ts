import type { Tree } from "./history.ts";
import type { TreeChange } from "./tree-changes.ts";

/** To touch what lies below takes a permission that we do not ask for. */
const folder = ".github/workflows";

export function isWorkflow(path: string): boolean {
  return path.startsWith(`${folder}/`);
}

/**
 * The entries that give a tree the workflows of another one. One brings the whole folder; to take
 * it out, its files are.
 */
export function workflowsOf(now: Tree, { onto }: { onto: Tree }): readonly TreeChange[] {
  const [before, sha] = [onto.folders.get(folder), now.folders.get(folder)];
  if (before === sha) return [];
  if (sha !== undefined) return [{ path: folder, mode: "040000", type: "tree", sha }];
  return [...onto.files.values()]
    .filter(({ path }) => isWorkflow(path))
    .map((entry) => ({ ...entry, sha: null }));
}

import type { Tree, TreeEntry } from "../../src/core/rollback/history.ts";
import { readTree } from "../../src/sandbox/github/model/code/trees.ts";
import type { Actor, Repository } from "../../src/sandbox/github/model/records.ts";
import type { World as Model } from "../../src/sandbox/github/model/world.ts";

/** Every file below a tree of the model, whether it would be cut off or not. */
export function readWholeTree(
  model: Model,
  actor: Actor,
  repository: Repository,
  sha: string,
): Tree {
  const files = new Map<string, TreeEntry>();
  const folders = new Map<string, string>();
  const read = (tree: string, recursive: boolean) =>
    readTree(model, actor, repository, { tree, recursive });

  function keep(folder: string, entries: ReturnType<typeof readTree>["tree"]): void {
    for (const { path, mode, type, sha: name } of entries) {
      const full = folder === "" ? path : `${folder}/${path}`;
      if (type === "tree") folders.set(full, name);
      else
        files.set(full, { path: full, mode, type: type === "blob" ? "blob" : "commit", sha: name });
    }
  }

  function keepBelow(folder: string, tree: string): void {
    const level = read(tree, false).tree;
    keep(folder, level);
    for (const { path, type, sha: name } of level) {
      if (type === "tree") keepBelow(folder === "" ? path : `${folder}/${path}`, name);
    }
  }

  const whole = read(sha, true);
  if (whole.truncated) keepBelow("", sha);
  else keep("", whole.tree);
  return { sha: whole.sha, files, folders };
}

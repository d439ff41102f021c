import type { Tree } from "../../../src/core/rollback/history.ts";

/** A tree of such files: `1` is content, `1 x` the same made executable. */
export function treeOf(files: Readonly<Record<string, string>>): Tree {
  const folders = new Map<string, string>();
  const entries = Object.entries(files).map(([path, text]) => {
    const [sha = "", executable] = text.split(" ");
    const parts = path.split("/");
    for (const index of parts.keys()) {
      const folder = parts.slice(0, index).join("/");
      const inside = `${parts.slice(index).join("/")}=${text}`;
      if (index > 0) folders.set(folder, [folders.get(folder) ?? [], inside].flat().join(","));
    }
    const mode = executable === undefined ? "100644" : "100755";
    return [path, { path, mode, type: "blob", sha }] as const;
  });
  return { sha: "root", files: new Map(entries), folders };
}

import { type NewCommit, readCommit, type Signature, writeCommit } from "./commit.ts";
import { isAncestor, mergeBases } from "./history.ts";
import { type Merged, readWorkshop, runGit, type Workshop, workshopWith } from "./real-git.ts";
import { createStore, type GitStore, isKind } from "./store.ts";
import { directoryMode, readTree } from "./tree.ts";

/** Merges two commits as `git merge` would, without writing a commit. */
export function mergeCommits(store: GitStore, ours: string, theirs: string): Merged {
  if (isAncestor(store, ours, theirs)) return { tree: readCommit(store, theirs).tree };
  if (isAncestor(store, theirs, ours)) return { tree: readCommit(store, ours).tree };
  if (mergeBases(store, ours, theirs).length === 0) return { conflicts: [] };
  return mergeByGit(store, ours, theirs);
}

/** What `git cherry-pick` makes of a change: a three-way merge whose base is given. */
export function mergeTrees(
  store: GitStore,
  { base, ours, theirs }: { base: string; ours: string; theirs: string },
): Merged {
  if (base === theirs || ours === theirs) return { tree: ours };
  if (base === ours) return { tree: theirs };
  // The commits that git wants for this are nobody's history: they stay out of the store.
  const beside = createStore();
  const commit = (tree: string, ...parents: string[]) =>
    writeCommit(beside, { ...nobodys, tree, parents });
  const root = commit(base);
  const sides = [commit(ours, root), commit(theirs, root)] as const;
  workshopWith(beside);
  return mergeByGit(store, ...sides);
}

const nobody: Signature = { name: "merge", email: "merge", at: 0, zone: "+0000" };
const nobodys: Omit<NewCommit, "tree" | "parents"> = {
  author: nobody,
  committer: nobody,
  message: "Three-way merge",
};

function mergeByGit(store: GitStore, ours: string, theirs: string): Merged {
  const key = `${ours} ${theirs}`;
  const workshop = workshopWith(store);
  const merged = workshop.merges.get(key) ?? runMerge(workshop.folder, ours, theirs);
  workshop.merges.set(key, merged);
  if ("tree" in merged) fetchTree(store, workshop, merged.tree);
  return merged;
}

function runMerge(folder: string, ours: string, theirs: string): Merged {
  const options = ["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages"];
  const { status, stdout, stderr } = runGit(folder, [...options, ours, theirs]);
  const [tree = "", ...conflicts] = stdout
    .toString()
    .split("\0")
    .filter((part) => part !== "");
  if (status === 0) return { tree };
  if (status === 1) return { conflicts };
  throw new Error(`git merge-tree of ${ours} and ${theirs} failed: ${stderr}`);
}

/** Brings a tree that git has written into the store, with everything below it. */
function fetchTree(store: GitStore, workshop: Workshop, tree: string): void {
  if (isKind(store, tree, "tree")) return;
  store.objects.set(tree, readWorkshop(workshop, tree));
  for (const { mode, sha } of readTree(store, tree)) {
    if (mode === directoryMode) fetchTree(store, workshop, sha);
    else if (mode !== "160000" && !store.objects.has(sha)) {
      store.objects.set(sha, readWorkshop(workshop, sha));
    }
  }
}

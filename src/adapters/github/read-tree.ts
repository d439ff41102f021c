import { z } from "zod";
import type { Tree, TreeEntry } from "../../core/rollback/history.ts";
import { Stop } from "../../reconcile/failure.ts";
import type { Place } from "./call.ts";
import type { Wire } from "./wire.ts";

// Git knows this tree without having it; GitHub may not.
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
const mostExtraCalls = 2000;

interface Reading {
  readonly files: Map<string, TreeEntry>;
  readonly folders: Map<string, string>;
  readonly ask: (sha: string, how: { recursive: boolean }) => Promise<z.output<typeof treeAnswer>>;
}

/**
 * All files below a tree, in one call; where GitHub cuts that off, each folder in a call of its
 * own. Give the name of a tree: to that of a commit GitHub may answer with the commit's as `sha`.
 */
export async function readTree(wire: Wire, place: Place, sha: string): Promise<Tree> {
  const files = new Map<string, TreeEntry>();
  const folders = new Map<string, string>();
  if (sha === emptyTree) return { sha, files, folders };
  const reading = { files, folders, ask: asker(wire, place) };
  return { sha: await readFolder(reading, { sha, path: "" }), files, folders };
}

async function readFolder(
  reading: Reading,
  folder: { sha: string; path: string },
): Promise<string> {
  const whole = await reading.ask(folder.sha, { recursive: true });
  if (!whole.truncated) {
    keep(reading, folder.path, whole.tree);
    return whole.sha;
  }
  const level = await reading.ask(folder.sha, { recursive: false });
  if (level.truncated) {
    throw new Stop("refused", `the folder ${folder.path || "/"} has more files than GitHub lists`);
  }
  const inside = keep(reading, folder.path, level.tree).filter(({ type }) => type === "tree");
  await Promise.all(inside.map((one) => readFolder(reading, one)));
  return whole.sha;
}

function keep(
  { files, folders }: Reading,
  folder: string,
  tree: readonly TreeEntry[],
): readonly TreeEntry[] {
  const entries = tree.map((entry) => ({
    ...entry,
    path: folder === "" ? entry.path : `${folder}/${entry.path}`,
  }));
  for (const entry of entries) {
    if (entry.type === "tree") folders.set(entry.path, entry.sha);
    else files.set(entry.path, entry);
  }
  return entries;
}

const treeAnswer = z.object({
  sha: z.string(),
  truncated: z.boolean().default(false),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.enum(["blob", "tree", "commit"]),
      sha: z.string(),
    }),
  ),
});

function asker(wire: Wire, place: Place): Reading["ask"] {
  let calls = 0;
  return async (sha, { recursive }) => {
    calls += 1;
    if (calls > 1 + mostExtraCalls) {
      const limit = `the ${mostExtraCalls} calls that we are ready to make`;
      throw new Stop(
        "refused",
        `reading the tree of ${wire.nameOf(place)} takes more than ${limit}`,
      );
    }
    const { data } = await wire.inRepository(place, {
      route: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
      // GitHub takes any value for true, so that only silence means no.
      parameters: { tree_sha: sha, ...(recursive ? { recursive: "1" } : {}) },
      answer: treeAnswer,
    });
    return data;
  };
}

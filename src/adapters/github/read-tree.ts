import { z } from "zod";
import type { Tree, TreeEntry } from "../../core/rollback/history.ts";
import { Stop } from "../../reconcile/failure.ts";
import type { Place } from "./call.ts";
import type { Wire } from "./wire.ts";

// Git knows this tree without having it; GitHub may not.
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
const mostExtraCalls = 2000;

interface Reading {
  readonly ask: (sha: string, how: { recursive: boolean }) => Promise<z.output<typeof treeAnswer>>;
  /** What has been read so far, of each tree. */
  readonly trees: readonly Kept[];
}

interface Kept {
  readonly sha: string;
  readonly files: Map<string, TreeEntry>;
  readonly folders: Map<string, string>;
}

/**
 * All files below trees, one call for each tree; where GitHub cuts one off, a few more for each
 * level of folders that differ between the first two. Give names of trees: to that of a commit
 * GitHub may answer with the commit's.
 */
export async function readTrees(
  wire: Wire,
  place: Place,
  shas: readonly string[],
): Promise<readonly Tree[]> {
  const trees = shas.map((sha): Kept => ({ sha, files: new Map(), folders: new Map() }));
  const reading = { ask: asker(wire, place), trees };
  const isWhole = await readFolder(reading, { path: "", shas });
  return trees.map((tree) => ({ ...tree, ...(!isWhole && { partial: true as const }) }));
}

/** One folder of each tree that has it. */
interface Folder {
  readonly path: string;
  readonly shas: readonly (string | undefined)[];
}

/** Says whether everything below was read. */
async function readFolder(reading: Reading, { path, shas }: Folder): Promise<boolean> {
  const whole = await askEach(reading, shas, { recursive: true });
  if (whole.every((answer) => answer?.truncated !== true)) {
    for (const [index, tree] of reading.trees.entries()) keep(tree, path, whole[index]?.tree ?? []);
    return true;
  }
  const level = await askEach(reading, shas, { recursive: false });
  if (level.some((answer) => answer?.truncated === true)) {
    throw new Stop("refused", `the folder ${path || "/"} has more files than GitHub lists`);
  }
  for (const [index, tree] of reading.trees.entries()) keep(tree, path, level[index]?.tree ?? []);
  const names = new Set(
    level.flatMap((answer) => (answer?.tree ?? []).filter(({ type }) => type === "tree")),
  );
  const inside = [...new Set([...names].map((one) => under(path, one.path)))].map((folder) => ({
    path: folder,
    shas: reading.trees.map(({ folders }) => folders.get(folder)),
  }));
  const wanted = inside.filter(isWanted);
  const below = await Promise.all(wanted.map((folder) => readFolder(reading, folder)));
  return wanted.length === inside.length && below.every((done) => done);
}

/** What is the same before and after a change is none of its; workflows are always looked at. */
function isWanted({ path, shas: [before, after, ...others] }: Folder): boolean {
  const alone = others.length === 0 && after === undefined && before !== undefined;
  return alone || before !== after || /^\.github(\/workflows)?$/.test(path);
}

/** The same folder of several trees is asked for once. */
async function askEach(
  { ask }: Reading,
  shas: readonly (string | undefined)[],
  how: { recursive: boolean },
) {
  const asked = new Map<string, ReturnType<Reading["ask"]>>();
  for (const sha of shas) {
    if (sha !== undefined && sha !== emptyTree && !asked.has(sha)) asked.set(sha, ask(sha, how));
  }
  return Promise.all(shas.map((sha) => (sha === undefined ? undefined : asked.get(sha))));
}

function under(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function keep({ files, folders }: Kept, folder: string, tree: readonly TreeEntry[]): void {
  for (const entry of tree) {
    const path = under(folder, entry.path);
    if (entry.type === "tree") folders.set(path, entry.sha);
    else files.set(path, { ...entry, path });
  }
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

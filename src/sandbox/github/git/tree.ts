import { type GitStore, type ObjectKind, readObject, writeObject } from "./store.ts";

export const fileMode = "100644";
export const executableMode = "100755";
export const directoryMode = "040000";
const submoduleMode = "160000";

export interface TreeEntry {
  readonly name: string;
  /** Six digits, as GitHub writes them; git itself leaves out the first zero. */
  readonly mode: string;
  readonly sha: string;
}

/** What stands at a path. */
export type Leaf = Omit<TreeEntry, "name">;

const parsed = new WeakMap<Buffer, readonly TreeEntry[]>();

export function readTree(store: GitStore, sha: string): readonly TreeEntry[] {
  const bytes = readObject(store, sha, "tree");
  const known = parsed.get(bytes);
  if (known) return known;
  const entries = parseTree(bytes);
  parsed.set(bytes, entries);
  return entries;
}

export function writeTree(store: GitStore, entries: readonly TreeEntry[]): string {
  const sorted = [...entries].sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
  const parts = sorted.flatMap(({ mode, name, sha }) => [
    Buffer.from(`${mode.replace(/^0/, "")} ${name}\0`),
    Buffer.from(sha, "hex"),
  ]);
  return writeObject(store, "tree", Buffer.concat(parts));
}

export function kindOf({ mode }: Leaf): ObjectKind {
  if (mode === directoryMode) return "tree";
  return mode === submoduleMode ? "commit" : "blob";
}

/** Everything below a tree by path; directories themselves only when asked for. */
export function* walkTree(
  store: GitStore,
  tree: string,
  { directories = false, under = "" } = {},
): Generator<{ path: string } & Leaf> {
  for (const { name, mode, sha } of readTree(store, tree)) {
    const path = under + name;
    if (mode !== directoryMode) yield { path, mode, sha };
    else {
      if (directories) yield { path, mode, sha };
      yield* walkTree(store, sha, { directories, under: `${path}/` });
    }
  }
}

/** What stands at a path of a tree; the empty path is the tree itself. */
export function entryAt(store: GitStore, tree: string, path: string): Leaf | undefined {
  let found: Leaf | undefined = { mode: directoryMode, sha: tree };
  for (const name of path.split("/").filter((part) => part !== "")) {
    if (found?.mode !== directoryMode) return undefined;
    found = readTree(store, found.sha).find((entry) => entry.name === name);
  }
  return found;
}

/** A tree with some paths put in, replaced, or (`null`) taken out; empty directories go too. */
export function changeTree(
  store: GitStore,
  tree: string | undefined,
  changes: ReadonlyMap<string, Leaf | null>,
): string {
  const entries = new Map(
    (tree === undefined ? [] : readTree(store, tree)).map((entry) => [entry.name, entry]),
  );
  const deeper = new Map<string, Map<string, Leaf | null>>();
  for (const [path, leaf] of changes) {
    const [name = "", ...rest] = path.split("/");
    if (rest.length > 0) {
      const below = deeper.get(name) ?? new Map();
      deeper.set(name, below.set(rest.join("/"), leaf));
    } else if (leaf === null) entries.delete(name);
    else entries.set(name, { name, ...leaf });
  }
  for (const [name, below] of deeper) {
    const before = entries.get(name);
    const old = before?.mode === directoryMode ? before.sha : undefined;
    if (before && old === undefined && [...below.values()].every((leaf) => leaf === null)) continue;
    const sha = changeTree(store, old, below);
    if (readTree(store, sha).length === 0) entries.delete(name);
    else entries.set(name, { name, mode: directoryMode, sha });
  }
  return writeTree(store, [...entries.values()]);
}

function parseTree(bytes: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const end = bytes.indexOf(0, space);
    entries.push({
      mode: bytes.toString("latin1", at, space).padStart(6, "0"),
      name: bytes.toString("utf8", space + 1, end),
      sha: bytes.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

/** Git sorts by bytes, a directory as if its name ended in a slash. */
function sortKey({ name, mode }: TreeEntry): Buffer {
  return Buffer.from(mode === directoryMode ? `${name}/` : name);
}

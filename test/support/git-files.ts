import type { Random } from "./random.ts";

/** The files of a commit by their paths. */
export type Files = ReadonlyMap<string, File>;

export interface File {
  readonly mode: "100644" | "100755" | "120000";
  readonly lines: readonly string[];
}

/** File by file; where both sides changed one, theirs wins, as if somebody had decided so. */
export function mergedFiles(sides: { base: Files; ours: Files; theirs: Files }): Files {
  const files = new Map(sides.ours);
  for (const path of new Set([...sides.base.keys(), ...sides.theirs.keys()])) {
    const theirs = sides.theirs.get(path);
    if (theirs === sides.base.get(path)) continue;
    if (theirs === undefined) files.delete(path);
    else put(files, path, theirs);
  }
  return files;
}

const folders = ["", "api/", "api/routes/", "web/", "web/pages/", "lib/"] as const;
const names = [
  "main",
  "index",
  "store",
  "users",
  "orders",
  "config",
  "cart",
  "mail",
  "search",
  "login",
  "queue",
  "theme",
] as const;

/** What a history begins with. */
export function firstFiles(random: Random): Files {
  const files = new Map<string, File>();
  for (let count = 24 + random.below(17); count > 0; count -= 1) {
    put(files, newPath(random), { mode: "100644", lines: newLines(random) });
  }
  return files;
}

function newPath(random: Random): string {
  return `${random.pick(folders) ?? ""}${random.pick(names) ?? "main"}`;
}

function newLines(random: Random): readonly string[] {
  return Array.from({ length: 8 + random.below(24) }, () => newLine(random));
}

/** Few enough that some lines are the same in several places. */
function newLine(random: Random): string {
  return `let value${random.below(60)} = ${random.below(4)};`;
}

/** One to three files are touched: edited, added, deleted, moved, or made something else. */
export function changedFiles(random: Random, files: Files): Files {
  const next = new Map(files);
  for (let count = 1 + random.below(3); count > 0; count -= 1) touch(random, next);
  return next;
}

function touch(random: Random, files: Map<string, File>): void {
  const path = random.pick([...files.keys()].sort());
  const file = path === undefined ? undefined : files.get(path);
  const dice = random.below(20);
  if (path === undefined || file === undefined || dice < 3) {
    put(files, newPath(random), { mode: "100644", lines: newLines(random) });
  } else if (dice < 5) {
    files.delete(path);
  } else if (dice < 8) {
    const lines = random.below(2) === 0 ? file.lines : editedLines(random, file.lines);
    files.delete(path);
    put(files, newPath(random), { ...file, lines });
  } else if (dice === 8) {
    moveFolder(random, files);
  } else if (dice === 9) {
    const modes = ["100644", "100755", "120000"] as const;
    files.set(path, { ...file, mode: random.pick(modes) ?? "100644" });
  } else if (dice === 10) {
    files.delete(path);
    put(files, `${path}/inside`, file);
  } else {
    files.set(path, { ...file, lines: editedLines(random, file.lines) });
  }
}

function moveFolder(random: Random, files: Map<string, File>): void {
  const [from = "", to = ""] = random.shuffled(folders.slice(1));
  for (const [path, file] of [...files]) {
    if (!path.startsWith(from) || to.startsWith(from)) continue;
    files.delete(path);
    put(files, to + path.slice(from.length), file);
  }
}

function editedLines(random: Random, lines: readonly string[]): readonly string[] {
  const next = [...lines];
  for (let count = 1 + random.below(2); count > 0; count -= 1) {
    const at = random.below(next.length + 1);
    const dice = random.below(4);
    if (dice === 0 && next.length > 2) next.splice(at, 1);
    else if (dice === 1) next.splice(at, 0, newLine(random));
    else next[Math.min(at, next.length - 1)] = newLine(random);
  }
  return next;
}

/** A file and a folder cannot have the same name. */
function put(files: Map<string, File>, path: string, file: File): void {
  for (const other of [...files.keys()]) {
    if (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) files.delete(other);
  }
  files.set(path, file);
}

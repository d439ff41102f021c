import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { packOf } from "./pack.ts";
import type { GitObject, GitStore, ObjectKind } from "./store.ts";

/** Settings of the machine or of a hook around us must not change what a merge does. */
const cleanEnvironment = [
  ...[
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
  ].flatMap((name) => ["-u", name]),
  "GIT_CONFIG_NOSYSTEM=1",
  "GIT_CONFIG_GLOBAL=/dev/null",
  "LC_ALL=C",
];

/** Runs the machine's git in a folder, to its end. */
export function runGit(
  folder: string,
  args: readonly string[],
  input?: Buffer | string,
): { status: number; stdout: Buffer; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync(
    "env",
    [...cleanEnvironment, "git", ...args],
    {
      cwd: folder,
      maxBuffer: 2 ** 30,
      ...(input === undefined ? {} : { input }),
    },
  );
  if (error) throw new Error(`git is needed on this machine, but: ${error.message}`);
  return { status: status ?? 1, stdout, stderr: stderr.toString() };
}

/** A bare repository that git can work in, made by hand because starting a process costs more. */
export function initBare(folder: string, head = "refs/heads/main"): void {
  mkdirSync(join(folder, "objects"), { recursive: true });
  mkdirSync(join(folder, "refs", "heads"), { recursive: true });
  writeFileSync(join(folder, "HEAD"), `ref: ${head}\n`);
  writeFileSync(
    join(folder, "config"),
    "[core]\n\trepositoryformatversion = 0\n\tbare = true\n[gc]\n\tauto = 0\n",
  );
}

export function writeLoose(folder: string, sha: string, { kind, bytes }: GitObject): void {
  const directory = join(folder, "objects", sha.slice(0, 2));
  const file = join(directory, sha.slice(2));
  if (existsSync(file)) return;
  mkdirSync(directory, { recursive: true });
  const content = Buffer.concat([Buffer.from(`${kind} ${bytes.length}\0`), bytes]);
  writeFileSync(file, deflateSync(content, { level: 1 }));
}

/** The folder where git merges, and what has been done there. */
export interface Workshop {
  readonly folder: string;
  /** The objects that are there. */
  readonly known: Map<string, GitObject>;
  /** Answers by the two commits merged: a merge depends on nothing else. */
  readonly merges: Map<string, Merged>;
}

/** The merged tree, or the paths that git could not merge. */
export type Merged = { tree: string } | { conflicts: readonly string[] };

let workshop: Workshop | undefined;
const prefix = "sandbox-git-";
/** From here on starting a process costs less than making the files. */
const mostLoose = 24;

/**
 * The workshop with every object of this store in it. One for the whole process: names are made
 * from content, so stores cannot disturb each other.
 */
export function workshopWith(store: GitStore): Workshop {
  workshop ??= openWorkshop();
  const { known, folder } = workshop;
  const missing = [...store.objects].filter(([sha]) => !known.has(sha));
  if (missing.length > mostLoose) addPack(folder, missing);
  else for (const [sha, object] of missing) writeLoose(folder, sha, object);
  for (const [sha, object] of missing) known.set(sha, object);
  return workshop;
}

/** An object that a merge has made, or that another store brought. */
export function readWorkshop({ folder, known }: Workshop, sha: string): GitObject {
  return known.get(sha) ?? readLoose(folder, sha);
}

function addPack(folder: string, objects: readonly (readonly [string, GitObject])[]): void {
  const pack = packOf(objects.map(([, object]) => object));
  const { status, stderr } = runGit(folder, ["index-pack", "--stdin"], pack);
  if (status !== 0) throw new Error(`git index-pack failed: ${stderr}`);
}

/** What git has just written is loose. */
function readLoose(folder: string, sha: string): GitObject {
  const file = join(folder, "objects", sha.slice(0, 2), sha.slice(2));
  const content = inflateSync(readFileSync(file));
  const end = content.indexOf(0);
  const [kind] = content.toString("latin1", 0, end).split(" ");
  return { kind: kind as ObjectKind, bytes: content.subarray(end + 1) };
}

/** Removes the folder; the next merge makes a new one. */
export function closeWorkshop(): void {
  if (workshop) rmSync(workshop.folder, { recursive: true, force: true });
  workshop = undefined;
}

function openWorkshop(): Workshop {
  sweep();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  initBare(folder);
  process.off("exit", closeWorkshop).once("exit", closeWorkshop);
  return { folder, known: new Map(), merges: new Map() };
}

/** Removes what processes left behind that were killed before they could tidy up. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be asked, but it is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

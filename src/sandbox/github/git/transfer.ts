import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { initBare, runGit, writeLoose } from "./real-git.ts";
import type { GitStore, ObjectKind } from "./store.ts";

/** Takes over every object, branch and tag of a repository on disk. */
export function importRepository(store: GitStore, folder: string): void {
  const { stdout } = mustRun(folder, ["cat-file", "--batch", "--batch-all-objects", "--buffer"]);
  for (let at = 0; at < stdout.length; ) {
    const end = stdout.indexOf(10, at);
    const [sha = "", kind, size] = stdout.toString("latin1", at, end).split(" ");
    const bytes = Buffer.from(stdout.subarray(end + 1, end + 1 + Number(size)));
    store.objects.set(sha, { kind: kind as ObjectKind, bytes });
    at = end + 2 + Number(size);
  }
  const refs = mustRun(folder, ["for-each-ref", "--format=%(objectname) %(refname)"]).stdout;
  for (const line of refs.toString().split("\n")) {
    const [sha, name] = line.split(" ");
    if (sha && name && /^refs\/(heads|tags)\//.test(name)) store.refs.set(name.slice(5), sha);
  }
}

/** Writes a bare repository with all objects and refs, for git itself to work on. */
export function exportRepository(store: GitStore, folder: string, head = "main"): void {
  initBare(folder, `refs/heads/${head}`);
  for (const [sha, object] of store.objects) writeLoose(folder, sha, object);
  for (const [name, sha] of store.refs) {
    const file = join(folder, "refs", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${sha}\n`);
  }
}

function mustRun(folder: string, args: readonly string[]) {
  const done = runGit(folder, args);
  if (done.status === 0) return done;
  throw new Error(`git ${args[0]} failed in ${folder}: ${done.stderr}`);
}

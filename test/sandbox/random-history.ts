import type { Random } from "../support/random.ts";
import type { GitFolder } from "./git-folder.ts";

const paths = ["a.txt", "b.txt", "lib/c.txt", "lib/deep/d.txt", "lib/e.txt", "f.txt"];
const branches = ["main", "one", "two"];

/** Lets real git make a history with edits, deletes, renames, modes, branches and merges. */
export function growHistory(real: GitFolder, random: Random, steps: number): void {
  for (const path of paths.slice(0, 4)) real.write(path, textOf(random, path));
  real.commit("Begin");
  for (const branch of branches.slice(1)) real.run("branch", branch);
  for (let step = 0; step < steps; step += 1) {
    real.run("checkout", "--quiet", random.pick(branches) ?? "main");
    if (random.below(5) === 0) mergeOne(real, random);
    else change(real, random, step);
  }
}

function change(real: GitFolder, random: Random, step: number): void {
  const listed = real
    .run("ls-files")
    .split("\n")
    .filter((path) => path !== "");
  const path = random.pick(listed) ?? "a.txt";
  const kind = random.below(10);
  if (kind === 0 && listed.length > 2) real.run("rm", "--quiet", path);
  else if (kind === 1) move(real, path, `${folder(random)}/${step}.txt`);
  else if (kind === 2) real.write(random.pick(paths) ?? "new.txt", textOf(random, `new ${step}`));
  else if (kind === 3) real.run("update-index", "--add", "--chmod=+x", path);
  else edit(real, random, path);
  if (kind !== 3) real.run("add", "--all");
  real.run("commit", "--quiet", "--allow-empty", "--message", `Step ${step}`);
  real.run("reset", "--quiet", "--hard");
}

function move(real: GitFolder, from: string, to: string): void {
  real.write(to, `${real.run("show", `HEAD:${from}`)}\n`);
  real.run("rm", "--quiet", from);
}

function folder(random: Random): string {
  return random.pick(["lib", "lib/deep", "other"]) ?? "lib";
}

function edit(real: GitFolder, random: Random, path: string): void {
  const lines = real.run("show", `HEAD:${path}`).split("\n");
  const at = random.below(lines.length);
  const kind = random.below(3);
  const line = `changed ${random.below(1_000)}`;
  if (kind === 0) lines.splice(at, 0, line);
  else if (kind === 1) lines.splice(at, 1);
  else lines[at] = line;
  real.write(path, `${lines.join("\n")}\n`);
}

function mergeOne(real: GitFolder, random: Random): void {
  const other = random.pick(branches) ?? "main";
  const { status } = real.tries("merge", "--quiet", "--no-edit", other);
  if (status !== 0) real.run("merge", "--abort");
}

function textOf(random: Random, title: string): string {
  const lines = Array.from({ length: 8 + random.below(12) }, (_, line) => `${title} line ${line}`);
  return `${lines.join("\n")}\n`;
}

import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { Failed } from "./running.ts";

/** Files in the working directory of the job; a link that leads out of it is not followed. */

export function readWorkspaceFile(path: string): string {
  return present(path, () => readFileSync(inside(path), "utf8"));
}

/** The Markdown files that lie directly in a folder, links aside, in the order of their names. */
export function listWorkspaceFolder(folder: string): readonly string[] {
  const entries = present(folder, () => readdirSync(inside(folder), { withFileTypes: true }));
  return entries
    .filter((entry) => entry.isFile() && isMarkdown(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
}

export function isMarkdown(path: string): boolean {
  return /\.(md|markdown)$/i.test(path);
}

/** Makes the folders that are not there yet. */
export function writeWorkspaceFile(path: string, text: string): void {
  const folder = dirname(path);
  inside(deepestPresent(folder));
  mkdirSync(folder, { recursive: true });
  const file = join(inside(folder), path.slice(path.lastIndexOf("/") + 1));
  if (lstatOf(file)?.isSymbolicLink()) {
    throw new Failed(`${path} is a link, and what it leads to is not ours to write`);
  }
  writeFileSync(file, text);
}

/** A link counts as present wherever it leads. */
function deepestPresent(folder: string): string {
  const parent = dirname(folder);
  return parent === folder || lstatOf(folder) !== undefined ? folder : deepestPresent(parent);
}

function lstatOf(path: string) {
  return lstatSync(path, { throwIfNoEntry: false });
}

function present<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failed) throw error;
    throw new Failed(
      `file: got ${JSON.stringify(path)}, which is not there; expected it in the working ` +
        "directory, so that a step with actions/checkout comes before this one",
      { cause: error },
    );
  }
}

function inside(path: string): string {
  const real = realpathSync(path);
  const way = relative(realpathSync("."), real);
  if (way !== ".." && !way.startsWith(`..${sep}`)) return real;
  throw new Failed(`${path} leads out of the working directory, so it is left alone`);
}

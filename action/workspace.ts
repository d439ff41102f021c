import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { Failed } from "./running.ts";

/** Files in the working directory of the job; a link that leads out of it is not followed. */

export function readWorkspaceFile(path: string): string {
  try {
    return readFileSync(inside(path), "utf8");
  } catch (error) {
    if (error instanceof Failed) throw error;
    throw new Failed(
      `file: got ${JSON.stringify(path)}, which is not there; expected a file in the working ` +
        "directory, so that a step with actions/checkout comes before this one",
      { cause: error },
    );
  }
}

export function writeWorkspaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(join(inside(dirname(path)), path.slice(path.lastIndexOf("/") + 1)), text);
}

function inside(path: string): string {
  const real = realpathSync(path);
  const way = relative(realpathSync("."), real);
  if (way !== ".." && !way.startsWith(`..${sep}`)) return real;
  throw new Failed(`${path} leads out of the working directory, so it is left alone`);
}

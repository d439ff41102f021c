import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface TextFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Every file of the repository that a person wrote: tracked or about to be. */
export function repositoryFiles(): readonly TextFile[] {
  return listed()
    .filter((path) => path !== "package-lock.json" && existsSync(root + path))
    .map(readRepositoryFile);
}

export function readRepositoryFile(path: string): TextFile {
  return { path, text: readFileSync(root + path, "utf8") };
}

/** Every folder that holds a file of the repository, itself or further down. */
export function repositoryFolders(): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of repositoryFiles()) {
    const parts = path.split("/").slice(0, -1);
    parts.forEach((_, depth) => {
      folders.add(parts.slice(0, depth + 1).join("/"));
    });
  }
  return folders;
}

// A checkout made by another user counts as unsafe for git, unless told for this one call.
function listed(): readonly string[] {
  const args = ["-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"];
  const output = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  return [...new Set(output.split("\0"))].filter((path) => path !== "");
}

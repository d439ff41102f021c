import { createHash } from "node:crypto";
import type { Account, Commit, Repository } from "./records.ts";
import { nextId, stamp, type World } from "./world.ts";

/** Puts a commit on the default branch; `null` deletes a file. */
export function commitFiles(
  world: World,
  repository: Repository,
  change: { files: Record<string, string | null>; message?: string; author?: Account },
): Commit {
  const files = new Map(repository.commits.at(-1)?.files);
  for (const [path, text] of Object.entries(change.files)) {
    if (text === null) files.delete(path);
    else files.set(path, text);
  }
  const commit: Commit = {
    sha: hash(`commit ${world.seed} ${repository.id} ${nextId(world, "commit")}`),
    message: change.message ?? `Change ${Object.keys(change.files).join(", ")}`,
    author: change.author ?? repository.owner,
    committedAt: stamp(world),
    files,
    paths: Object.keys(change.files),
  };
  repository.commits.push(commit);
  return commit;
}

/** The name git gives to these bytes. */
export function blobSha(text: string): string {
  return hash(`blob ${Buffer.byteLength(text)}\0${text}`);
}

function hash(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

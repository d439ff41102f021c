import { type GitStore, isKind } from "./store.ts";
import { peel } from "./tag.ts";

/** What a name stands for: one commit, none, or more than one. */
export type Found = { sha: string } | "none" | "ambiguous";

/** Reads a branch, a tag, a full name or a short one of at least four digits. */
export function findCommit(store: GitStore, revision: string): Found {
  const names = [revision.replace(/^refs\//, ""), `heads/${revision}`, `tags/${revision}`];
  for (const name of names) {
    const sha = store.refs.get(name);
    if (sha !== undefined) return commitOr(store, peel(store, sha));
  }
  if (/^[0-9a-f]{40}$/i.test(revision)) return commitOr(store, peel(store, revision.toLowerCase()));
  return /^[0-9a-f]{4,39}$/i.test(revision) ? findShort(store, revision.toLowerCase()) : "none";
}

function findShort(store: GitStore, short: string): Found {
  const found = [...store.objects.keys()].filter(
    (sha) => sha.startsWith(short) && isKind(store, sha, "commit"),
  );
  const [sha] = found;
  if (sha === undefined) return "none";
  return found.length === 1 ? { sha } : "ambiguous";
}

function commitOr(store: GitStore, sha: string): Found {
  return isKind(store, sha, "commit") ? { sha } : "none";
}

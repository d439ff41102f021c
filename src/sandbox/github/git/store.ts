import { createHash } from "node:crypto";

export type ObjectKind = "blob" | "tree" | "commit" | "tag";

export interface GitObject {
  readonly kind: ObjectKind;
  readonly bytes: Buffer;
}

/** The objects and refs of one repository, under the names that git itself gives them. */
export interface GitStore {
  /** By SHA-1. An object never changes, so copies of a store may share them. */
  readonly objects: Map<string, GitObject>;
  /** Names without `refs/`, for example `heads/main` and `tags/v1`. */
  readonly refs: Map<string, string>;
}

export function createStore(): GitStore {
  return { objects: new Map(), refs: new Map() };
}

/** The same history with refs of its own. */
export function copyStore(store: GitStore): GitStore {
  return { objects: new Map(store.objects), refs: new Map(store.refs) };
}

/** Puts an object into the store and says its name; one that is there already stays. */
export function writeObject(store: GitStore, kind: ObjectKind, content: Buffer | string): string {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const sha = objectName(kind, bytes);
  if (!store.objects.has(sha)) store.objects.set(sha, { kind, bytes });
  return sha;
}

/** The bytes of an object that must be there and be of this kind. */
export function readObject(store: GitStore, sha: string, kind: ObjectKind): Buffer {
  const object = store.objects.get(sha);
  if (object?.kind === kind) return object.bytes;
  throw new Error(`Expected ${sha} to be a ${kind}, but it is ${object?.kind ?? "not there"}.`);
}

export function isKind(store: GitStore, sha: string, kind: ObjectKind): boolean {
  return store.objects.get(sha)?.kind === kind;
}

/** The SHA-1 that git gives to an object. */
export function objectName(kind: ObjectKind, bytes: Buffer): string {
  return createHash("sha1").update(`${kind} ${bytes.length}\0`).update(bytes).digest("hex");
}

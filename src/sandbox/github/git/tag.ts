import { readSignature, type Signature, signatureLine, splitObject } from "./commit.ts";
import { type GitStore, type ObjectKind, readObject, writeObject } from "./store.ts";

/** An annotated tag. */
export interface GitTag {
  readonly sha: string;
  readonly object: string;
  readonly kind: ObjectKind;
  readonly name: string;
  readonly tagger: Signature;
  readonly message: string;
}

export function readTag(store: GitStore, sha: string): GitTag {
  const { fields, message } = splitObject(readObject(store, sha, "tag").toString());
  const field = (name: string) => fields.find(([key]) => key === name)?.[1] ?? "";
  return {
    sha,
    object: field("object"),
    kind: kindNamed(field("type")),
    name: field("tag"),
    tagger: readSignature(field("tagger")),
    message,
  };
}

export function writeTag(store: GitStore, tag: Omit<GitTag, "sha">): string {
  const head = `object ${tag.object}\ntype ${tag.kind}\ntag ${tag.name}`;
  const text = `${head}\ntagger ${signatureLine(tag.tagger)}\n\n${tag.message}`;
  return writeObject(store, "tag", text);
}

/** What a name finally points at: annotated tags are followed. */
export function peel(store: GitStore, sha: string): string {
  return store.objects.get(sha)?.kind === "tag" ? peel(store, readTag(store, sha).object) : sha;
}

function kindNamed(name: string): ObjectKind {
  return name === "blob" || name === "tree" || name === "tag" ? name : "commit";
}

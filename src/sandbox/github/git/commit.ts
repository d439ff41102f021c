import { type GitStore, readObject, writeObject } from "./store.ts";

/** Who did something, and when. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch. */
  readonly at: number;
  /** For example `+0000`. */
  readonly zone: string;
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export interface GitCommit extends NewCommit {
  readonly sha: string;
}

const parsed = new WeakMap<Buffer, GitCommit>();

export function readCommit(store: GitStore, sha: string): GitCommit {
  const bytes = readObject(store, sha, "commit");
  const known = parsed.get(bytes);
  if (known) return known;
  const commit = parseCommit(sha, bytes.toString());
  parsed.set(bytes, commit);
  return commit;
}

export function writeCommit(store: GitStore, commit: NewCommit): string {
  const headers = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${signatureLine(commit.author)}`,
    `committer ${signatureLine(commit.committer)}`,
  ];
  return writeObject(store, "commit", `${headers.join("\n")}\n\n${commit.message}`);
}

export function signatureLine({ name, email, at, zone }: Signature): string {
  return `${name} <${email}> ${at} ${zone}`;
}

export function readSignature(line: string): Signature {
  const found = /^(.*?) ?<([^>]*)> (\d+) ([-+]\d{4})$/.exec(line);
  const [, name = "", email = "", at = "0", zone = "+0000"] = found ?? [];
  return { name, email, at: Number(at), zone };
}

/** The instant of a signature as GitHub shows it. */
export function dateOf({ at }: Signature): string {
  return new Date(at * 1000).toISOString().replace(".000Z", "Z");
}

/** The header lines and the text of a commit or an annotated tag. */
export function splitObject(text: string): { fields: [string, string][]; message: string } {
  const end = text.indexOf("\n\n");
  const head = end === -1 ? text : text.slice(0, end);
  const fields = head
    .split("\n")
    .filter((line) => !line.startsWith(" "))
    .map((line): [string, string] => {
      const space = line.indexOf(" ");
      return [line.slice(0, space), line.slice(space + 1)];
    });
  return { fields, message: end === -1 ? "" : text.slice(end + 2) };
}

function parseCommit(sha: string, text: string): GitCommit {
  const { fields, message } = splitObject(text);
  const field = (name: string) => fields.find(([key]) => key === name)?.[1] ?? "";
  return {
    sha,
    tree: field("tree"),
    parents: fields.filter(([key]) => key === "parent").map(([, parent]) => parent),
    author: readSignature(field("author")),
    committer: readSignature(field("committer")),
    message,
  };
}

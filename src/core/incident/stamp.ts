/**
 * Who said it first: a stamp orders everything people do in a thread by time, kind, id and line.
 * It is a string, so that it survives JSON as it is: `2026-11-22T02:35:14Z/c/5012345678/2`.
 * Kinds: `i` the opening post, `e` an issue event (a gesture), `c` a comment, `p` a pull request of
 * ours, `d` the status of a deployment, `m` the postmortem's issue, `t` the clock.
 */
export type Stamp = string;

/** An instant in UTC to the second, as GitHub writes it: `2026-11-22T02:35:14Z`. */
export type Instant = string;

export type StampKind = keyof typeof rank;

export interface StampParts {
  readonly at: Instant;
  readonly kind: StampKind;
  readonly id: number;
  /** One-based line of the comment; 0 where there is none. */
  readonly line: number;
}

const rank = { i: 0, e: 1, c: 2, p: 3, d: 4, m: 5, t: 6 };

export function stamp(parts: StampParts): Stamp {
  return `${parts.at}/${parts.kind}/${parts.id}/${parts.line}`;
}

export function readStamp(text: Stamp): StampParts {
  const [at = "", kind = "c", id = "0", line = "0"] = text.split("/");
  return { at, kind: isKind(kind) ? kind : "c", id: Number(id), line: Number(line) };
}

/** Negative when `a` came first; the order is total and the same for every reader. */
export function compareStamps(a: Stamp, b: Stamp): number {
  const [left, right] = [readStamp(a), readStamp(b)];
  return (
    Date.parse(left.at) - Date.parse(right.at) ||
    rank[left.kind] - rank[right.kind] ||
    left.id - right.id ||
    left.line - right.line
  );
}

/** What a stamp belongs to, whatever the line: `c5012345678`. */
export function sourceOf(text: Stamp): string {
  const { kind, id } = readStamp(text);
  return `${kind}${id}`;
}

function isKind(text: string): text is StampKind {
  return Object.hasOwn(rank, text);
}

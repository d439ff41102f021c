import type { Instant } from "../core/incident/stamp.ts";

/** Stands where an issue's number would: the look is at the files of the repository. */
export const noIssue = 0;

/** Stands where a comment's id would: the text of the issue itself was edited. */
export const ownText = 0;

/** Which issue to look at, and what the look must have seen. Never what happened. */
export interface Address {
  readonly installation: number;
  readonly repository: number;
  /** `owner/name` as last known: a hint, since repositories get renamed. */
  readonly name: string;
  /** Its number, or `noIssue`. */
  readonly issue: number;
  readonly seen: MustHaveSeen;
}

/** Identities from the deliveries that caused the look; lists lag behind them. */
export interface MustHaveSeen {
  /** Highest comment id that a delivery named. */
  readonly commentId?: number;
  /** The issue's `updated_at` as a delivery showed it. */
  readonly updatedAt?: Instant;
  /** Comments that a delivery said were deleted. */
  readonly deleted?: readonly number[];
  /** Comments that a delivery said were edited, and by whom; `ownText` is the issue's own. */
  readonly edited?: readonly { readonly commentId: number; readonly by: string }[];
  /** When the newest delivery reached us; hints older than half a minute no longer hold a look. */
  readonly toldAt?: Instant;
  /** Something became of a pull request of the incident's: it is to be read. */
  readonly follow?: true;
  /** Comments a delivery named on an issue without a card: only these are read there. */
  readonly named?: readonly number[];
  /** What must be seen on the incident's postmortem, an issue of its own. */
  readonly second?: Omit<MustHaveSeen, "second" | "follow" | "pushed" | "wants">;
  /** Somebody asked for its postmortem, whatever its severity. */
  readonly wants?: "postmortem";
  /** Commits, in forty hex digits, that a push of files of ours ended at; only with `noIssue`. */
  readonly pushed?: readonly string[];
}

export function keyOf(address: Address): string {
  return `${address.repository}#${address.issue}`;
}

/** Two jobs for one issue become one that must have seen what either must have seen. */
export function mergeAddresses(a: Address, b: Address): Address {
  return { ...b, seen: mergeSeen(a.seen, b.seen) };
}

function mergeSeen(a: MustHaveSeen, b: MustHaveSeen): MustHaveSeen {
  const second =
    a.second === undefined || b.second === undefined
      ? (a.second ?? b.second)
      : mergeSeen(a.second, b.second);
  const wants = a.wants ?? b.wants;
  return {
    ...newest("commentId", a.commentId, b.commentId),
    ...newest("updatedAt", a.updatedAt, b.updatedAt),
    ...newest("toldAt", a.toldAt, b.toldAt),
    ...union("deleted", a.deleted, b.deleted),
    ...union("named", a.named, b.named),
    ...union("pushed", a.pushed, b.pushed),
    ...mergeEdits(a.edited, b.edited),
    ...((a.follow ?? b.follow) && { follow: true }),
    ...(second !== undefined && { second }),
    ...(wants !== undefined && { wants }),
  };
}

function newest<K extends string, V extends number | string>(
  key: K,
  a: V | undefined,
  b: V | undefined,
): { [key in K]?: V } {
  const value = a === undefined || (b !== undefined && b > a) ? b : a;
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: V };
}

function union<K extends string, V extends number | string>(
  key: K,
  a: readonly V[] = [],
  b: readonly V[] = [],
): { [key in K]?: V[] } {
  const all = [...new Set([...a, ...b])].sort((left, right) => (left < right ? -1 : 1));
  return (all.length === 0 ? {} : { [key]: all }) as { [key in K]?: V[] };
}

function mergeEdits(
  a: MustHaveSeen["edited"] = [],
  b: MustHaveSeen["edited"] = [],
): Pick<MustHaveSeen, "edited"> {
  const byComment = new Map([...a, ...b].map((edit) => [edit.commentId, edit]));
  return byComment.size === 0 ? {} : { edited: [...byComment.values()] };
}

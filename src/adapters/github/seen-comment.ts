import type { MustHaveSeen } from "../../reconcile/address.ts";

/** What a delivery tells of the comment it is about. */
export interface ToldComment {
  readonly id: number;
  readonly action: unknown;
  /** Who did it. */
  readonly by: unknown;
  /** A line of it starts with a slash: somebody waits for an answer. */
  readonly hasCommand: boolean;
}

/** What a look must have seen of a comment, whether its delivery arrived or was read afterwards. */
export function seenComment({ id, action, by, hasCommand }: ToldComment): MustHaveSeen {
  const named = hasCommand && { named: [id] };
  if (action === "created") return { commentId: id, ...named };
  if (action === "deleted") return { deleted: [id] };
  if (action !== "edited" || typeof by !== "string") return {};
  return { edited: [{ commentId: id, by }], ...named };
}

// Within one line only: a class that also takes line breaks would be quadratic on blank bodies.
const commandLine = /^[\t\v\f\p{Zs}\p{Cf}]*\//mu;

/** Says whether a line starts with a slash; what a deletion took away starts nothing. */
export function hasCommandLine(action: unknown, body: unknown): boolean {
  return action !== "deleted" && typeof body === "string" && commandLine.test(body);
}

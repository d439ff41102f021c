import type { CommitSeen, Comparison } from "../../core/rollback/history.ts";
import type { Risk, Undone } from "../../core/rollback/plan.ts";
import type { Ground } from "./read-ground.ts";
import type { RollbackRequest, RollbackWorld } from "./request.ts";
import { resolveCommit, resolveRange } from "./resolve-commit.ts";
import { resolvePull } from "./resolve-pull.ts";
import { resolveLastGood, resolveTag } from "./resolve-restore.ts";

/** A target fixed to forty hex digits, and found to be part of the default branch. */
export type Resolved = Revert | Restore;

/** Everything after `before` up to `after` is to be undone. */
export interface Revert extends Found {
  readonly kind: "revert";
  readonly after: CommitSeen;
  /** Its first parent, or the commit before the first of several. */
  readonly before: string;
  /** More than the one commit (or merge) `after`. */
  readonly several: boolean;
  /** Finding out how a pull request was merged took more calls than usual. */
  readonly costly: boolean;
}

/** Everything is to be again as it was in `good`. */
export interface Restore extends Found {
  readonly kind: "restore";
  readonly good: CommitSeen;
  /** What must be said of why it is this one. */
  readonly notes: readonly Risk[];
}

interface Found {
  readonly ground: Ground;
  /** As it can be typed: `#123`, `last-good env=production`, `v1.4.0`. */
  readonly target: string;
  /** From the commit in question to the head of the default branch. */
  readonly since: Comparison;
  /** Newest first, all that are known. */
  readonly undone: readonly Undone[];
  readonly undoneCount: number;
}

/** Finds out what a target means; throws `Cannot` with the reason when it means nothing here. */
export function resolveTarget(request: RollbackRequest, world: RollbackWorld): Promise<Resolved> {
  const { target } = request;
  switch (target.kind) {
    case "pull":
      return resolvePull(target, request, world);
    case "commit":
      return resolveCommit(target, request, world);
    case "range":
      return resolveRange(target, request, world);
    case "last-good":
      return resolveLastGood(target, request, world);
    case "tag":
      return resolveTag(target, request, world);
    default:
      return target satisfies never;
  }
}

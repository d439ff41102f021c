import type { TrackedIssue } from "../core/incident/postmortem.ts";
import type { Instant } from "../core/incident/stamp.ts";
import type { Address } from "./address.ts";
import type { Comment, Issue } from "./ports.ts";

/** What following an incident to its end needs beyond its own thread. */
export interface FollowUps {
  /**
   * Issues of the repository with that label in any state, newest first, pull requests left out:
   * one call per hundred, no further back than `createdSince`, and at most `most` of them.
   */
  listLabeled(
    address: Address,
    filter: { readonly label: string; readonly createdSince?: Instant; readonly most: number },
  ): Promise<readonly Issue[]>;
  /** Comments on any issue of the repository updated at or after `since`, ascending by update. */
  listCommentsSince(address: Address, since: Instant): Promise<readonly CommentOfIssue[]>;
  /** Makes one issue a child of another; `Stop("unsupported")` where the host cannot. */
  addSubIssue(parent: Address, child: Pick<TrackedIssue, "id">): Promise<void>;
}

export interface CommentOfIssue extends Comment {
  /** Number of the issue or pull request it stands on. */
  readonly issue: number;
}

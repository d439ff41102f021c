import type { FollowUps } from "../../reconcile/follow-up-port.ts";
import { addSubIssue } from "./add-sub-issue.ts";
import { listCommentsSince } from "./list-comments-since.ts";
import { listLabeled } from "./list-issues.ts";
import type { Wire } from "./wire.ts";

/** What following an incident to its end needs of GitHub. */
export function followUps(wire: Wire): FollowUps {
  return {
    listLabeled: (address, filter) => listLabeled(wire, address, filter),
    listCommentsSince: (address, since) => listCommentsSince(wire, address, since),
    addSubIssue: (parent, child) => addSubIssue(wire, parent, child),
  };
}

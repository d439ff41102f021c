import { Again } from "../../reconcile/failure.ts";
import type { Clock, ThreadWriter } from "../../reconcile/ports.ts";
import { commentAnswer, issueAnswer } from "./answers.ts";
import { acknowledged, unlessAbsent } from "./call.ts";
import { changeAssignees } from "./change-assignees.ts";
import { labelKeeper } from "./ensure-label.ts";
import { openIssue } from "./open-issue.ts";
import { commentPinner } from "./pin-comment.ts";
import { isAbsence } from "./sort-failure.ts";
import type { Wire } from "./wire.ts";

/**
 * The writes to a thread. Each is sent once; what becomes of a lost answer is the loop's to see.
 */
export function threadWriter(wire: Wire, clock: Clock): ThreadWriter {
  return {
    ensureLabel: labelKeeper(wire),
    pin: commentPinner(wire, clock),

    async createComment(address, body) {
      const { data } = await wire.inRepository(address, {
        route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        parameters: { issue_number: address.issue, body },
        answer: commentAnswer,
        pace: "notify",
      });
      return data;
    },

    async editComment(address, id, body) {
      const edit = wire.inRepository(address, {
        route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
        parameters: { comment_id: id, body },
        answer: commentAnswer,
      });
      return (await lookAgainIfAbsent(edit)).data;
    },

    async editIssue(address, { stateReason, ...change }) {
      const { data } = await wire.inRepository(address, {
        route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
        parameters: {
          issue_number: address.issue,
          ...change,
          ...(stateReason === undefined ? {} : { state_reason: stateReason }),
        },
        answer: issueAnswer,
      });
      return data;
    },

    openIssue: (address, issue) => openIssue(wire, address, issue),

    async addLabels(address, labels) {
      if (labels.length === 0) return;
      await wire.inRepository(address, {
        route: "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
        parameters: { issue_number: address.issue, labels },
        answer: acknowledged,
      });
    },

    async removeLabel(address, label) {
      const removal = wire.inRepository(address, {
        route: "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}",
        parameters: { issue_number: address.issue, name: label },
        answer: acknowledged,
        mayBeAbsent: true,
      });
      await unlessAbsent(removal, undefined);
    },

    async assign(address, logins) {
      return (await changeAssignees(wire, address, { method: "POST", logins })).assignees;
    },

    async unassign(address, logins) {
      return (await changeAssignees(wire, address, { method: "DELETE", logins })).assignees;
    },

    async react(address, commentId) {
      const reaction = wire.inRepository(address, {
        route: "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions",
        parameters: { comment_id: commentId, content: "rocket" },
        answer: acknowledged,
      });
      await lookAgainIfAbsent(reaction);
    },
  };
}

// A comment missing at a write was deleted since we read it, or is too new to be seen everywhere:
// that is no reason to give the issue up.
async function lookAgainIfAbsent<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (failure) {
    if (!isAbsence(failure)) throw failure;
    throw new Again("the comment to write to is not there", { cause: (failure as Error).cause });
  }
}

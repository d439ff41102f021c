import type { Address } from "../../reconcile/address.ts";
import { Again, Stop } from "../../reconcile/failure.ts";
import type { Issue, ThreadWriter } from "../../reconcile/ports.ts";
import { issueAnswer } from "./answers.ts";
import { changeAssignees } from "./change-assignees.ts";
import { answerBehind, isVerdict } from "./sort-failure.ts";
import type { Wire } from "./wire.ts";

type NewIssue = Parameters<ThreadWriter["openIssue"]>[1];

/**
 * Opens an issue. GitHub refuses the whole of it for one person who cannot be assigned, and has
 * opened nothing then: so it is opened without, and assigned afterwards, where strangers are left
 * out silently.
 */
export async function openIssue(wire: Wire, address: Address, issue: NewIssue): Promise<Issue> {
  const { assignees = [], ...rest } = issue;
  if (assignees.length === 0) return await open(wire, address, rest);
  try {
    return await open(wire, address, { ...rest, assignees });
  } catch (failure) {
    if (!blamesAssignees(failure)) throw failure;
  }
  const opened = await open(wire, address, rest);
  try {
    const at = { ...address, issue: opened.number };
    return await changeAssignees(wire, at, { method: "POST", logins: assignees });
  } catch (failure) {
    // The issue is there: whoever opened it must learn its number, assigned or not.
    if (failure instanceof Again || failure instanceof Stop) return opened;
    throw failure;
  }
}

async function open(wire: Wire, address: Address, issue: NewIssue): Promise<Issue> {
  const { data } = await wire.inRepository(address, {
    route: "POST /repos/{owner}/{repo}/issues",
    parameters: { ...issue },
    answer: issueAnswer,
    pace: "notify",
    ...(issue.assignees === undefined ? {} : { expects: [422] }),
  });
  return data;
}

function blamesAssignees(failure: unknown): boolean {
  if (!isVerdict(failure, [422])) return false;
  return /\bassignees?\b/i.test(answerBehind(failure)?.message ?? "");
}

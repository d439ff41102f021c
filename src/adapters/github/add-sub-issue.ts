import type { Address } from "../../reconcile/address.ts";
import { Stop } from "../../reconcile/failure.ts";
import { acknowledged } from "./call.ts";
import { answerBehind, isAbsence, isVerdict } from "./sort-failure.ts";
import type { Wire } from "./wire.ts";

/**
 * Makes one issue a child of another. A host without sub-issues has no such route, or refuses them
 * for this repository or this child: for the loop all that is one thing.
 */
export async function addSubIssue(
  wire: Wire,
  parent: Address,
  child: { readonly id: number },
): Promise<void> {
  try {
    await wire.inRepository(parent, {
      route: "POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues",
      parameters: { issue_number: parent.issue, sub_issue_id: child.id },
      answer: acknowledged,
      pace: "notify",
      mayBeAbsent: true,
      expects: [422],
    });
  } catch (failure) {
    if (isVerdict(failure, [422]) && isDuplicate(failure)) return;
    if (!(failure instanceof Stop) || !(isAbsence(failure) || isVerdict(failure, [422]))) {
      throw failure;
    }
    throw new Stop("unsupported", failure.message, { cause: failure.cause });
  }
}

function isDuplicate(failure: unknown): boolean {
  return /duplicate sub-issues/i.test(answerBehind(failure)?.message ?? "");
}

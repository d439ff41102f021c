import type { Address } from "../../reconcile/address.ts";
import type { Issue } from "../../reconcile/ports.ts";
import { issueAnswer } from "./answers.ts";
import type { Wire } from "./wire.ts";

/** Assigns people or takes them off; answers with the issue as it is then. */
export async function changeAssignees(
  wire: Wire,
  address: Address,
  { method, logins }: { method: "POST" | "DELETE"; logins: readonly string[] },
): Promise<Issue> {
  const { data } = await wire.inRepository(address, {
    route: `${method} /repos/{owner}/{repo}/issues/{issue_number}/assignees`,
    parameters: { issue_number: address.issue, assignees: logins },
    answer: issueAnswer,
  });
  return data;
}

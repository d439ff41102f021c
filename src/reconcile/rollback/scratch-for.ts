import { readRollbackBranch, scratchBranch } from "../../core/rollback/branch-name.ts";
import type { Asked } from "./assess-revert.ts";

/** The branch of the first, second, … trial merge for one rollback: the same after a crash. */
export function scratchFor({ request, branch }: Asked, trial: number): string {
  const { repository, issue } = request.incident;
  const digits = readRollbackBranch(branch)?.digits ?? "";
  return scratchBranch(request.scratchPrefix, { repository, issue, digits, attempt: trial });
}

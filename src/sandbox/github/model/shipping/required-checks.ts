import { requiredChecks } from "../code/rules.ts";
import type { Repository } from "../records.ts";

const good = ["success", "neutral", "skipped"];

/** The required checks of a branch that have not succeeded on a commit. */
export function missingChecks(repository: Repository, branch: string, sha: string): string[] {
  return requiredChecks(repository, branch).filter((name) => !succeeded(repository, name, sha));
}

function succeeded(repository: Repository, name: string, sha: string): boolean {
  const run = [...repository.checkRuns.values()].findLast(
    (one) => one.headSha === sha && one.name === name,
  );
  if (run) return good.includes(run.conclusion ?? "");
  const status = repository.statuses.findLast((one) => one.sha === sha && one.context === name);
  return status?.state === "success";
}

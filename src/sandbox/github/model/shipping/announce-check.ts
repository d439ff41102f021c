import { isKind } from "../../git/store.ts";
import { announce } from "../announce.ts";
import type { CheckRun, Repository } from "../records.ts";
import { checkRunView, checkSuiteView } from "../view/check-run.ts";
import type { World } from "../world.ts";

/** Sends `check_run.<action>`, and `check_suite.completed` with the last run of its suite. */
export function announceCheck(
  world: World,
  repository: Repository,
  run: CheckRun,
  action: "created" | "completed",
): void {
  // A check of a commit that nobody pushed here has no suite to tell of.
  if (!isKind(repository.git, run.headSha, "commit")) return;
  const runs = [...repository.checkRuns.values()].filter(({ suite }) => suite === run.suite);
  const { head_commit: _, ...suite } = checkSuiteView(world, repository, runs);
  announce(world, {
    event: "check_run",
    action,
    sender: run.app.bot,
    repository,
    payload: { check_run: { ...checkRunView(world, repository, run), check_suite: suite } },
  });
  if (action === "created" || suite.status !== "completed") return;
  announce(world, {
    event: "check_suite",
    action: "completed",
    sender: run.app.bot,
    repository,
    payload: { check_suite: checkSuiteView(world, repository, runs) },
  });
}

import { addressOfEvent } from "../event-address.ts";
import { WrongInputs, wrongInput } from "../inputs.ts";
import { lintFiles } from "../lint-files.ts";
import { lintIssue } from "../lint-issue.ts";
import { runUntilRest } from "../run-until-rest.ts";
import type { Running } from "../running.ts";

/** Says what a postmortem lacks: an issue in one comment there, files in their pull request. */
export async function lint(running: Running): Promise<void> {
  const { inputs, runner, place, world } = running;
  const nowhere = { ...place, issue: 0, seen: {} };
  const settings = await runUntilRest(() => world.settings.read(nowhere), running);
  const { file } = inputs;
  if (file !== undefined) return lintFiles(file, { running, settings });
  const issue = inputs.issue ?? addressOfEvent(runner.event, world.clock.now())?.issue;
  if (issue === undefined) throw new WrongInputs(wrongInput("issue", undefined, "it, or file"));
  await lintIssue(issue, { running, settings });
}

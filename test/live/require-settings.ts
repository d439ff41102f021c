import type { TestProject } from "vitest/node";
import { askFor, type SettingName } from "./settings.ts";

const always: readonly SettingName[] = ["ALLCLEAR_LIVE_TOKEN", "ALLCLEAR_LIVE_REPOSITORY"];

/** Says in one sentence what is missing, before any test runs. */
export function setup(project: TestProject): void {
  const { settings } = project.getProvidedContext();
  const missing = always.filter((name) => settings[name] === undefined);
  const { ALLCLEAR_LIVE_REPOSITORY: repository = "" } = settings;
  if (missing.length > 0) stop(`npm run test:live speaks to real GitHub. ${askFor(missing)}`);
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    stop(`ALLCLEAR_LIVE_REPOSITORY: got ${repository}; expected owner/name, like octo/scratch.`);
  }
}

// An error thrown here would bury the sentence under a stack.
function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

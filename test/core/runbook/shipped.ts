import { builtInRunbooks } from "../../../src/adapters/runbooks/built-in-runbooks.ts";
import { readRunbook } from "../../../src/core/runbook/read-runbook.ts";
import { type Runbook, runbookName } from "../../../src/core/runbook/runbook.ts";

/** The runbooks as they are shipped, each with what is wrong with it. */
export const shippedFiles = builtInRunbooks().map(({ name, text }) => ({
  name: runbookName(name),
  text,
  read: readRunbook(runbookName(name), text),
}));

export const shipped: readonly Runbook[] = shippedFiles.flatMap(({ read }) =>
  "runbook" in read ? [read.runbook] : [],
);

/** A runbook of a team's own, with the given steps as written in its file. */
export function runbookOf(steps: string, more = ""): Runbook {
  const read = readRunbook("own", `# Own\n${more}\n## Investigation\n\n${steps}\n`);
  if ("problem" in read) throw new Error(read.problem);
  return read.runbook;
}

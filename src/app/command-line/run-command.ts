import { BadEnvironment } from "../environment.ts";
import { describeError } from "../log.ts";
import { WrongUse } from "./read-arguments.ts";

/** What a command prints to, and what the shell is told. */
export interface Printed {
  readonly lines: readonly string[];
  readonly exitCode: 0 | 1;
}

/** Runs a command: 0 all is well, 1 something is wrong, 2 it was called in a wrong way. */
export async function runCommand(command: () => Promise<Printed>): Promise<void> {
  try {
    const { lines, exitCode } = await command();
    process.stdout.write(`${lines.join("\n")}\n`);
    process.exitCode = exitCode;
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = error instanceof WrongUse || error instanceof BadEnvironment ? 2 : 1;
  }
}

function explain(error: unknown): string {
  const own = error instanceof WrongUse || error instanceof BadEnvironment;
  return own ? error.message : describeError(error).error.replace(/^Error: /, "");
}

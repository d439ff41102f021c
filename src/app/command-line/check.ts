import { loadEnvironment } from "../environment.ts";
import { printCheck } from "./print-check.ts";
import { runCommand } from "./run-command.ts";

await runCommand(() => printCheck(process.argv.slice(2), loadEnvironment));

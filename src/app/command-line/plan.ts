import { loadEnvironment } from "../environment.ts";
import { printPlan } from "./print-plan.ts";
import { runCommand } from "./run-command.ts";

await runCommand(() => printPlan(process.argv.slice(2), loadEnvironment));

import { Stop } from "../../reconcile/failure.ts";
import { describeStep } from "../../reconcile/plan.ts";
import { look } from "../../reconcile/reconcile.ts";
import { BadEnvironment, type Environment, missingCredentials } from "../environment.ts";
import { openWorld } from "./open-world.ts";
import { readIssue } from "./read-arguments.ts";
import type { Printed } from "./run-command.ts";

/** `npm run plan -- owner/repo#n`: what a look at the issue would do now. Writes nothing. */
export async function printPlan(
  given: readonly string[],
  environment: () => Environment,
): Promise<Printed> {
  const { name, issue } = readIssue(given);
  const { place, world } = await openWorld(name, asApp(environment()));
  const { plan: planned } = await look({ ...place, issue, seen: {} }, { ...world, mayTry });
  const head = `${name}#${issue}, looked at as ${world.identity.login}:`;
  const steps = planned.steps.map((step, index) => `  ${index + 1}. ${describeStep(step)}`);
  return { lines: [head, ...(steps.length === 0 ? ["  nothing to do"] : steps)], exitCode: 0 };
}

async function mayTry(): Promise<void> {
  throw new Stop("unsupported", "this only prints what would be done, so nothing was tried");
}

/** To a token the App's card is a stranger's: it would plan to stand back, or a card of its own. */
function asApp(environment: Environment): Environment {
  if (environment.credentials !== undefined) return environment;
  if (environment.token === undefined) throw new BadEnvironment(missingCredentials);
  throw new BadEnvironment(`${missingCredentials}. GITHUB_TOKEN is enough for npm run check only`);
}

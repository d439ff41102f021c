import { setTimeout as sleep } from "node:timers/promises";
import { redact } from "../src/adapters/github/redact.ts";
import { Again, Stop } from "../src/reconcile/failure.ts";
import type { Mode } from "./input-forms.ts";
import { loadInputs, WrongInputs } from "./inputs.ts";
import { check } from "./modes/check.ts";
import { declare } from "./modes/declare.ts";
import { lint } from "./modes/lint.ts";
import { postmortem } from "./modes/postmortem.ts";
import { remind } from "./modes/remind.ts";
import { report } from "./modes/report.ts";
import { respond } from "./modes/respond.ts";
import { openWorld } from "./open-world.ts";
import { runUntilRest } from "./run-until-rest.ts";
import { loadRunner, secretsOf, WrongRunner } from "./runner.ts";
import { Failed, type RunMode } from "./running.ts";
import { hideSecrets, type Say, sayToRunner } from "./say.ts";

const runMode: Readonly<Record<Mode, RunMode>> = {
  respond,
  declare,
  postmortem,
  remind,
  lint,
  report,
  check,
};

const forbiddenHint =
  ". Expected a token that may: see the job's `permissions:` (action/README.md lists what each " +
  "mode needs)";

const say = sayToRunner();
try {
  await run(say);
} catch (error) {
  say.fail(explain(error));
}

async function run(say: Say): Promise<void> {
  const { inputs, warnings } = loadInputs();
  const runner = loadRunner();
  hideSecrets([inputs.token, ...secretsOf(runner)]);
  for (const warning of warnings) say.warn(warning);
  const clock = { now: () => new Date() };
  const wait = (ms: number) => sleep(ms);
  const opened = await runUntilRest(() => openWorld({ token: inputs.token, runner }, say), {
    world: { clock },
    say,
    sleep: wait,
  });
  await runMode[inputs.mode]({ ...opened, inputs, runner, say, sleep: wait });
}

/** One message that says what to do; where nobody foresaw it, what to look for. */
function explain(error: unknown): string {
  const foreseen = [WrongInputs, WrongRunner, Failed, Stop, Again].some(
    (kind) => error instanceof kind,
  );
  const hint = error instanceof Stop && error.reason === "forbidden" ? forbiddenHint : "";
  if (foreseen && error instanceof Error) return error.message + hint;
  return redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

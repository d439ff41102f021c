import { annotationsOf } from "../../src/core/postmortem/lint/annotations.ts";
import type { Finding } from "../../src/core/postmortem/lint/finding.ts";
import { lintPostmortem } from "../../src/core/postmortem/lint/lint-postmortem.ts";
import { renderReview } from "../../src/core/view/review.ts";
import { Stop } from "../../src/reconcile/failure.ts";
import type { Settings } from "../../src/reconcile/settings.ts";
import { addressOfEvent, headOfEvent } from "../event-address.ts";
import { WrongInputs, wrongInput } from "../inputs.ts";
import { lookAt } from "../look-at.ts";
import { reviewOnce } from "../review-once.ts";
import { runUntilRest } from "../run-until-rest.ts";
import type { Running } from "../running.ts";
import { readWorkspaceFile } from "../workspace.ts";

/** Says what a postmortem lacks: an issue in one comment there, a file in its pull request. */
export async function lint(running: Running): Promise<void> {
  const { inputs, runner, place, world } = running;
  const nowhere = { ...place, issue: 0, seen: {} };
  const settings = await runUntilRest(() => world.settings.read(nowhere), running);
  const { file } = inputs;
  const issue = inputs.issue ?? addressOfEvent(runner.event, world.clock.now())?.issue;
  if (file !== undefined) return lintFile(file, { running, settings });
  if (issue === undefined) throw new WrongInputs(wrongInput("issue", undefined, "it, or file"));
  await lintIssue(issue, { running, settings });
}

interface Linting {
  readonly running: Running;
  readonly settings: Settings;
}

async function lintFile(path: string, { running, settings }: Linting): Promise<void> {
  const { rulesOff } = settings.config.postmortem;
  const findings = lintPostmortem(readWorkspaceFile(path), { rulesOff });
  if (!running.inputs.dryRun) await annotate(path, findings, { running, settings });
  await tell(path, findings, { running, settings });
}

/** A check where the token may write one; else the log, whose lines GitHub shows there as well. */
async function annotate(
  path: string,
  findings: readonly Finding[],
  { running, settings }: Linting,
): Promise<void> {
  const { runner, place, world, say } = running;
  const annotations = annotationsOf(findings, path);
  const check = {
    name: "postmortem",
    sha: headOfEvent(runner.event) ?? runner.sha,
    conclusion: findings.length === 0 ? ("success" as const) : ("neutral" as const),
    title: findings.length === 0 ? "Nothing is missing" : `${findings.length} things to look at`,
    summary: renderReview(findings, settings),
    annotations,
  };
  try {
    await runUntilRest(() => world.host.reportCheck(place, check), running);
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
    for (const annotation of annotations) say.annotate(annotation);
  }
}

/** Also where a look would keep quiet: a text that nobody has touched, or that people opened. */
async function lintIssue(number: number, { running, settings }: Linting): Promise<void> {
  const { place, world, inputs } = running;
  const address = { ...place, issue: number, seen: {} };
  const { incident } = await lookAt(address, running);
  const { rulesOff } = settings.config.postmortem;
  const { body } = await world.host.readIssue(address);
  const findings = lintPostmortem(body, { rulesOff, ...(incident && { incident }) });
  if (!inputs.dryRun) {
    await runUntilRest(() => reviewOnce(address, findings, { world, settings }), running);
  }
  await tell(`#${number}`, findings, { running, settings });
}

async function tell(
  what: string,
  findings: readonly Finding[],
  { running, settings }: Linting,
): Promise<void> {
  const { say } = running;
  say.output("findings", findings.length);
  const lines = findings.map(({ line, quote, why }) => `  line ${line}: “${quote}”: ${why}`);
  say.info([`${what}: ${findings.length} things to look at.`, ...lines].join("\n"));
  await say.summary(`## The postmortem in ${what}\n\n${renderReview(findings, settings)}\n`);
}

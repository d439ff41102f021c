import { annotationsOf } from "../src/core/postmortem/lint/annotations.ts";
import { lintPostmortem } from "../src/core/postmortem/lint/lint-postmortem.ts";
import { code } from "../src/core/view/quoting.ts";
import { renderReview } from "../src/core/view/review.ts";
import { Stop } from "../src/reconcile/failure.ts";
import type { Settings } from "../src/reconcile/settings.ts";
import { cut } from "../src/std/cut.ts";
import { headOfEvent, pullOfEvent } from "./event-address.ts";
import { type Linted, type Linting, linesOf } from "./linting.ts";
import { runUntilRest } from "./run-until-rest.ts";
import type { Running } from "./running.ts";
import { isMarkdown, listWorkspaceFolder, readWorkspaceFile } from "./workspace.ts";

/** A file, or those of a folder (with a slash at its end): one check for all of them. */
export async function lintFiles(file: string, { running, settings }: Linting): Promise<void> {
  const { inputs, say } = running;
  const paths = file.endsWith("/") ? await filesBelow(file, running) : [file];
  if (paths.length === 0) say.info(`${file}: no Markdown file there to look at.`);
  const { rulesOff } = settings.config.postmortem;
  const linted = paths.map((what) => ({
    what,
    findings: lintPostmortem(readWorkspaceFile(what), { rulesOff }),
  }));
  const summary = linted.map((one) => sectionOf(one, settings)).join("\n\n");
  if (!inputs.dryRun) await annotate(linted, { running, summary });
  say.output("findings", countOf(linted));
  for (const one of linted) say.info(linesOf(one));
  await say.summary(`${summary}\n`);
}

/** GitHub names no more files of a pull request at once. */
const mostNamed = 100;

/** What the pull request changed there; without one, what lies there. */
async function filesBelow(folder: string, running: Running): Promise<readonly string[]> {
  const { runner, place, world, say } = running;
  const pull = pullOfEvent(runner.event);
  if (pull === undefined) return listWorkspaceFolder(folder);
  const changed = await runUntilRest(() => world.host.readPullFiles(place, pull), running);
  if (changed.length >= mostNamed) {
    say.warn(`#${pull} changes many files; only the first ${mostNamed} were looked through.`);
  }
  return changed
    .filter(({ path, change }) => change !== "removed" && path.startsWith(folder))
    .map(({ path }) => path)
    .filter(isMarkdown);
}

function countOf(linted: readonly Linted[]): number {
  return linted.reduce((sum, { findings }) => sum + findings.length, 0);
}

function sectionOf({ what, findings }: Linted, settings: Settings): string {
  return `## The postmortem in ${code(what, 500)}\n\n${renderReview(findings, settings)}`;
}

/** GitHub refuses more than 65,535. */
const longestSummary = 60_000;

/** A check where the token may write one; else the log, whose lines GitHub shows there as well. */
async function annotate(
  linted: readonly Linted[],
  { running, summary }: { running: Running; summary: string },
): Promise<void> {
  const { runner, place, world, say } = running;
  const annotations = linted.flatMap(({ what, findings }) => annotationsOf(findings, what));
  const clean = annotations.length === 0;
  const check = {
    name: "postmortem",
    sha: headOfEvent(runner.event) ?? runner.sha,
    conclusion: clean ? ("success" as const) : ("neutral" as const),
    title: clean ? "Nothing is missing" : `${annotations.length} things to look at`,
    summary: summary === "" ? "No postmortem was changed." : cut(summary, longestSummary),
    annotations,
  };
  try {
    await runUntilRest(() => world.host.reportCheck(place, check), running);
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
    for (const annotation of annotations) say.annotate(annotation);
  }
}

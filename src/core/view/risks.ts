import type { Risk } from "../rollback/plan.ts";
import { when } from "./instants.ts";
import { code, line } from "./quoting.ts";

/** What must be known before merging, one sentence each; `clean` begins the list. */
export function riskSentences(risks: readonly Risk[]): readonly string[] {
  return risks.map((risk) => sentenceOf(risk));
}

function sentenceOf(risk: Risk): string {
  switch (risk.code) {
    case "built-upon":
      return (
        `Later changes touched the same files: ${filesOf(risk)}. They stay; please read whether ` +
        `they rely on what goes (${commits(risk.commitsSince)} since).`
      );
    case "irreversible":
      return (
        `**Not undone by code alone:** ${line(risk.why, 80)} in ${filesOf(risk)}. What it did to ` +
        "the data stays as it is."
      );
    case "workflows-kept":
      return (
        `Workflow files stay as they are: ${filesOf(risk)}. Changing them needs the permission ` +
        "`workflows`, which I do not have."
      );
    case "protected":
      return `${code(risk.branch, 60)} is protected: the usual reviews apply.`;
    case "required-checks":
      return `These checks must pass first: ${names(risk.checks, risk.more)}.`;
    case "rule":
      return `A rule of this repository may ask for more: ${code(risk.rule, 60)}.`;
    case "checks":
      return checksSentence(risk);
    case "runs-now":
      return (
        `The newest deployment to ${line(risk.environment, 60)} that worked, ` +
        `${code(risk.sha.slice(0, 12), 12)} of ${when(risk.at, "UTC")}, is what runs now: this ` +
        "goes back to the one before it."
      );
    case "reverted-before":
      return (
        `A later commit says it took this back before: ${code(risk.sha.slice(0, 12), 12)} ` +
        `${line(risk.title, 80)}.`
      );
    case "long-ago":
      return `This was ${commits(risk.commitsSince)} ago; not all of them could be looked at.`;
    default:
      return risk satisfies never;
  }
}

function checksSentence({ of, state, failed, more }: Extract<Risk, { code: "checks" }>): string {
  const whose = of === "target" ? "the commit we go back to" : "the default branch";
  switch (state) {
    case "passed":
      return `Checks of ${whose}: passed.`;
    case "failed":
      return `Checks of ${whose}: **failed** (${names(failed, more)}).`;
    case "pending":
      return `Checks of ${whose}: still running.`;
    case "none":
      return `No checks ran on ${whose}.`;
    case "unknown":
      return `I could not read the checks of ${whose}.`;
    default:
      return state satisfies never;
  }
}

export function filesOf({ files, more }: { files: readonly string[]; more: number }): string {
  const rest = more > 0 ? ` and ${more} more` : "";
  return `${files.map((file) => code(file, 120)).join(", ")}${rest}`;
}

function names(all: readonly string[], more = 0): string {
  const rest = more > 0 ? ` and ${more} more` : "";
  return `${all.map((name) => line(name, 60)).join(", ")}${rest}`;
}

function commits(count: number): string {
  return count === 1 ? "one commit" : `${count} commits`;
}

import { code, line } from "../core/view/quoting.ts";
import type { FileProblem, FilesSeen } from "./read-files-at.ts";
import type { CheckReport } from "./repository-port.ts";
import { configPath } from "./settings.ts";

/** Lines of each list. With them and the lengths below a summary stays below 60,000 characters. */
const mostLines = 20;
const longestPath = 200;
/** Escaping may double it. */
const longestWords = 600;

/** The check in words: what is there, what is wrong with it, what then holds instead. */
export function describeFiles(
  files: FilesSeen,
): Pick<CheckReport, "conclusion" | "title" | "summary"> {
  const { problems, remarks } = files;
  const count = problems.length;
  const remarked = section("Also noticed, and harmless:", remarks);
  if (count === 0) {
    const good = `Read at this commit, and whole: ${thingsRead(files)}.`;
    return {
      conclusion: "success",
      title: "The configuration is good",
      summary: [good, ...remarked].join("\n\n"),
    };
  }
  const title = `The configuration has ${count} ${count === 1 ? "problem" : "problems"}`;
  return {
    conclusion: "failure",
    title,
    summary: [...section(`${title}:`, problems), meanwhile, ...remarked].join("\n\n"),
  };
}

const meanwhile =
  `While this stands, the last good version of \`${configPath}\` goes on, our own text stands in ` +
  "for a broken template, and a broken runbook is not offered.";

function section(heading: string, problems: readonly FileProblem[]): readonly string[] {
  if (problems.length === 0) return [];
  const more = problems.length - mostLines;
  const rest = more > 0 ? [`- … and ${more} more`] : [];
  return [heading, [...problems.slice(0, mostLines).map(row), ...rest].join("\n")];
}

function row({ path, words }: FileProblem): string {
  return `- ${code(path, longestPath)}: ${line(words, longestWords)}`;
}

function thingsRead({ hasConfig, templates, runbooks }: FilesSeen): string {
  const things = [
    ...(hasConfig ? [`\`${configPath}\``] : []),
    ...counted(templates, "template"),
    ...counted(runbooks, "runbook"),
  ];
  const last = things.pop() ?? "";
  return things.length === 0 ? last : `${things.join(", ")} and ${last}`;
}

function counted(count: number, thing: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${thing}${count === 1 ? "" : "s"}`];
}

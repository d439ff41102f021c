import type { FollowedRunbook } from "../incident/mitigation.ts";
import type { FoundRunbook, Origin, Runbook, RunbookList } from "../runbook/runbook.ts";
import { progressOf } from "./card-mitigations.ts";
import { code, line, rowsWithin } from "./quoting.ts";
import type { View } from "./render.ts";
import { table } from "./table.ts";
import type { Telling } from "./telling.ts";

/** The answer to `/runbook`; an undefined list could not be read. */
export function runbooksView(
  list: RunbookList | undefined,
  { incident }: Pick<Telling, "incident">,
): View {
  const { runbooks = [], problems = [] } = list ?? {};
  const rows = runbooks.slice(0, mostRows).map(rowOf);
  const left = runbooks.length - rows.length;
  return {
    unread: list === undefined ? "The runbooks could not be read just now." : "",
    none: list !== undefined && runbooks.length === 0 ? "There are no runbooks." : "",
    table: rows.length === 0 ? "" : table(header, rows),
    more: left > 0 ? `${left} more are in the repository.` : "",
    followed: incident?.runbook === undefined ? "" : followedText(incident.runbook),
    problems: problemRows(problems),
  };
}

const mostRows = 60;
const header = ["To follow it", "Runbook", "For"];
/** More words than this do not fit beside each other on a phone. */
const mostWords = 3;

const whose: Readonly<Record<Origin, string>> = {
  repository: "this repository",
  organization: "the organization",
  "built-in": "built in",
};

function rowOf(runbook: FoundRunbook): readonly string[] {
  const { title, name, from } = runbook;
  const what = `${line(title, 100)} (${whose[from]})`;
  return [code(`/runbook ${name}`, 80), what, purposeOf(runbook)];
}

function purposeOf({ services, labels, alerts, words }: Runbook): string {
  const parts = [
    ["services", services],
    ["labels", labels],
    ["alerts", alerts],
    ["words", words],
  ] as const;
  const said = parts.flatMap(([kind, entries]) => {
    if (entries.length === 0) return [];
    const shown = entries.slice(0, mostWords).map((entry) => line(entry, 40));
    return [`${kind} ${shown.join(", ")}${entries.length > mostWords ? " …" : ""}`];
  });
  return said.length === 0 ? "only by name" : said.join("; ");
}

function followedText({ title, steps }: Pick<FollowedRunbook, "title" | "steps">): string {
  return `${line(title, 120)}, ${progressOf(steps)}`;
}

function problemRows(problems: readonly string[]): string {
  const rows = problems.map((problem) => `- ${line(problem, 300)}`);
  const more = (left: number) => `- and ${left} more`;
  return rowsWithin(rows, { characters: 6000, more }).join("\n");
}

import type { FollowedRunbook, Mitigation } from "../incident/mitigation.ts";
import type { Seen } from "./headline.ts";
import { timeOf } from "./instants.ts";
import { line, rowsWithin } from "./quoting.ts";

/** The mitigation log: what was done, by which pull request, and what came of it. */
export function mitigationsOf({ incident }: Seen): string {
  const rows = (incident.mitigations ?? []).map(mitigationRow);
  const more = (left: number) => `- ${left} more in the thread`;
  return rowsWithin(rows, { characters: 3000, more }).join("\n");
}

function mitigationRow(mitigation: Mitigation): string {
  const { kind, what, pull, repository, why } = mitigation;
  const shown = line(kind === "hotfix" ? `hotfix: ${what}` : what, 120);
  const by = pull === undefined ? "" : ` · [${repository}#${pull.number}](${pull.url})`;
  const because = why === undefined ? "" : ` (${line(why, 160)})`;
  return `- ${shown.charAt(0).toUpperCase()}${shown.slice(1)}${by} · ${stateOf(mitigation)}${because}`;
}

function stateOf({ state, checks, environment, mergedAt }: Mitigation): string {
  const where = environment === undefined ? "" : ` to ${line(environment, 60)}`;
  const checked = checks === undefined ? "" : `, checks ${checks}`;
  switch (state) {
    case "opening":
      return "pull request is being opened";
    case "not-opened":
      return "**not opened**";
    case "draft":
      return `draft${checked}`;
    case "open":
      return `open${checked}`;
    case "merged":
      return mergedAt === undefined ? "merged" : `merged ${timeOf(mergedAt)} UTC`;
    case "closed":
      return "closed, not merged";
    case "deployed":
      return `**deployed**${where}`;
    case "deploy-failed":
      return `**deployment${where} failed**`;
    default:
      return state satisfies never;
  }
}

/** Which runbook is followed, and how far. */
export function runbookOf({ incident, place }: Seen): string {
  const { runbook } = incident;
  if (runbook === undefined) return "";
  const url = `${place.issueUrl}#issuecomment-${runbook.commentId}`;
  return `[${line(runbook.title, 80)}](${url}) · ${progressOf(runbook.steps)}`;
}

/** Like "2 of 17 steps done, 1 skipped". */
export function progressOf(steps: FollowedRunbook["steps"]): string {
  const count = (state: string) => steps.filter((step) => step.state === state).length;
  const parts = [
    `${count("done")} of ${steps.length} steps done`,
    count("skipped") === 0 ? "" : `${count("skipped")} skipped`,
    count("failed") === 0 ? "" : `**${count("failed")} failed**`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

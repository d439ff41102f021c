import type { Mitigation } from "../incident/mitigation.ts";
import { mitigationOf } from "../incident/mitigation.ts";
import type { RollbackProposed } from "../incident/mitigation-events.ts";
import type { RollbackFinding, RollbackPlan, Undone } from "../rollback/plan.ts";
import { linkTo } from "./link-to.ts";
import { findingWords } from "./mitigation-refusals.ts";
import type { Place } from "./place.ts";
import { serviceOf } from "./pull-parts.ts";
import { code, line } from "./quoting.ts";
import type { View } from "./render.ts";
import { riskSentences } from "./risks.ts";
import type { Telling } from "./telling.ts";

/** The answer to `/rollback`: which pull request, what was tried, what to know before merging. */
export function rollbackView({ plan, mitigation }: RollbackProposed, telling: Telling): View {
  const known = telling.incident && mitigationOf(telling.incident, mitigation);
  return {
    ...planView(plan, telling.place),
    heading: "Rollback",
    result: resultOf(known),
    next:
      known?.pull === undefined
        ? ""
        : afterMerging(plan, { telling, isDraft: known.state === "draft" }),
  };
}

/** The answer to `/rollback … --dry-run`: the same, with nothing opened. */
export function previewView(finding: RollbackFinding | undefined, { place }: Telling): View {
  const heading = "Rollback, tried only";
  if (finding?.kind === "ready") {
    const { plan } = finding;
    const trace =
      plan.method === "merge"
        ? " A merge was tried on a scratch branch, which is deleted again."
        : "";
    return {
      ...planView(plan, place),
      heading,
      result: `Nothing was opened.${trace}`,
      next: `To open the pull request: ${code(`/rollback ${plan.target}`, 160)}`,
    };
  }
  const { why, next } = findingWords(finding);
  return { heading, result: why, tried: "", risks: "", undone: "", next };
}

function planView(plan: RollbackPlan, place: Place): View {
  const files = plan.files === 1 ? "one file changes" : `${plan.files} files change`;
  const how = plan.kind === "restore" ? `back to ${code(plan.sha.slice(0, 12), 12)}` : "clean";
  return {
    tried: `${how}, ${files}, on top of ${code(plan.base, 60)} at ${code(plan.head.slice(0, 12), 12)}.`,
    risks: rows(riskSentences(plan.risks)),
    undone: rows(undoneRows(plan, place)),
  };
}

function resultOf(known: Mitigation | undefined): string {
  if (known?.pull !== undefined) {
    const { state, repository, pull } = known;
    const what = state === "draft" ? "Draft pull request" : "Pull request";
    const stands = state === "draft" || state === "open" ? "is open" : `is ${stateWord(state)}`;
    return `${what} [${repository}#${pull.number}](${pull.url}) ${stands}.`;
  }
  if (known?.state === "not-opened") {
    return `The pull request could not be opened: ${line(known.why ?? "no reason given", 300)}`;
  }
  return "The pull request is being opened; the card will show it.";
}

/** By the time of a late answer it may have gone on. */
function stateWord(state: Mitigation["state"]): string {
  return state === "closed" ? "closed again" : "merged already";
}

function afterMerging(
  { repository }: RollbackPlan,
  { telling, isDraft }: { telling: Telling; isDraft: boolean },
): string {
  const service = serviceOf(repository, telling);
  const deploy = service?.deploy === undefined ? "" : ` Deploying: ${line(service.deploy, 300)}`;
  const ready = isDraft ? "mark it ready, " : "";
  return `Nothing is merged without you: review it, ${ready}merge it.${deploy}`;
}

/** What is undone, newest first, each with who and which pull request. */
export function undoneRows(plan: RollbackPlan, place: Place): readonly string[] {
  const shown = plan.undone.map((one) => undoneRow(one, plan.repository, place));
  const left = plan.undoneCount - plan.undone.length;
  return left > 0 ? [...shown, `and ${left} more`] : shown;
}

export function undoneRow(one: Undone, repository: string, place: Place): string {
  const what =
    one.pull === undefined
      ? code(one.sha.slice(0, 12), 12)
      : linkTo(`${repository}#${one.pull}`, place);
  const by = one.author === undefined ? "" : `, by ${line(one.author, 40)}`;
  return `${what} ${line(one.title, 120)}${by}`;
}

function rows(all: readonly string[]): string {
  return all.map((row) => `- ${row}`).join("\n");
}

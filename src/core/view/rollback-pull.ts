import type { RollbackProposed } from "../incident/mitigation-events.ts";
import { quiet } from "../rollback/commit-message.ts";
import type { Risk, RollbackPlan } from "../rollback/plan.ts";
import { linkTo } from "./link-to.ts";
import { person } from "./people.ts";
import type { Place } from "./place.ts";
import {
  incidentLink,
  type PullTelling,
  rows,
  serviceOf,
  titled,
  verifyRows,
} from "./pull-parts.ts";
import { code, line } from "./quoting.ts";
import { fill, type View } from "./render.ts";
import { riskSentences } from "./risks.ts";
import { undoneRows } from "./rollback.ts";

export function rollbackTitle({ target, kind, sha }: RollbackPlan, telling: PullTelling): string {
  // A number is a reference that we mean; all else people wrote means nothing in a title.
  const named = /^(?:[\w.-]+\/[\w.-]+)?#\d+$/.test(target) ? target : quiet(target);
  const what = kind === "restore" ? `Go back to ${named}` : `Roll back ${named}`;
  const { repository, issue } = telling.place;
  // Where one goes back to is no name that people know the deployment by.
  const at = kind === "restore" ? ` at ${sha.slice(0, 12)}` : "";
  return titled(`${what}${at} (incident ${repository}#${issue})`, telling);
}

export function renderRollbackPull(event: RollbackProposed, telling: PullTelling): string {
  return fill(telling.templates["rollback-pull"], rollbackPullView(event, telling));
}

/** What is undone and what is not, what to know, how to verify, and how to bring it back. */
export function rollbackPullView(event: RollbackProposed, telling: PullTelling): View {
  const { plan } = event;
  const { place } = telling;
  return {
    what: `${plan.kind === "restore" ? "Goes back to" : "Takes back"} ${targetOf(plan, place)}`,
    incident: incidentLink(place),
    by: person(event.by, place),
    undone: rows(undoneRows(plan, place)),
    kept: rows(keptRows(plan, telling)),
    risks: rows([triedRow(plan), ...riskSentences(plan.risks.filter(isNotKept))]),
    verify: verifyRows(plan.repository, telling),
    reland: relandText(plan),
  };
}

function targetOf({ target, repository }: RollbackPlan, place: Place): string {
  const [, number] = /#(\d+)$/.exec(target) ?? [];
  return number === undefined ? code(target, 120) : linkTo(`${repository}#${number}`, place);
}

function triedRow({ kind, files, head, base }: RollbackPlan): string {
  const what = kind === "restore" ? "Everything as it was then" : "Clean";
  const changed = files === 1 ? "one file changes" : `${files} files change`;
  return `${what}: ${changed}, tried on ${code(base, 60)} at ${code(head.slice(0, 12), 12)}.`;
}

function keptRows(plan: RollbackPlan, telling: PullTelling): readonly string[] {
  const deploy = serviceOf(plan.repository, telling)?.deploy;
  const data = plan.risks.filter((risk) => risk.code === "irreversible");
  const workflows = plan.risks.filter((risk) => risk.code === "workflows-kept");
  return [
    ...riskSentences([...data, ...workflows]),
    plan.kind === "restore"
      ? "All code goes back, later changes too (listed above)."
      : "Changes made after it: they stay.",
    deploy === undefined
      ? "What runs: merging changes the code, deploying it is a step of its own."
      : `What runs: merging changes only the code. Deploying: ${line(deploy, 300)}`,
  ];
}

function relandText(plan: RollbackPlan): string {
  const mends = plan.risks.some(isData) ? " Mind the data first." : "";
  return (
    "Once this is merged, press **Revert** on it and put what was missing on the same branch. " +
    `By hand: ${code("git revert <its merge commit>", 60)}, with ${code("-m 1", 10)} if it was ` +
    `merged by a merge commit.${mends}`
  );
}

/** What stays as it is has a section of its own. */
function isNotKept({ code: what }: Risk): boolean {
  return what !== "irreversible" && what !== "workflows-kept";
}

function isData({ code: what }: Risk): boolean {
  return what === "irreversible";
}

import { hotfixBranch, readRollbackBranch } from "../../rollback/branch-name.ts";
import type { RollbackPlan } from "../../rollback/plan.ts";
import { already, refuse, said } from "../asked-events.ts";
import type { Asked } from "../commands.ts";
import type { IncidentEvent } from "../events.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../lifecycle.ts";
import type { Mitigation } from "../mitigation.ts";
import { mitigationCells } from "../mitigation-cells.ts";
import type { OpenHotfix, ProposeRollback } from "../mitigation-commands.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import type { Decider, Situation } from "./decide.ts";

/** A rollback is decided on what was found: a conflict is a refusal, and nothing is guessed. */
export const proposeRollback: Decider<ProposeRollback> = (asked, situation) => {
  const refused = refuseUnlessOpen(asked, situation);
  if (refused !== undefined) return refused;
  const { found } = asked.command;
  switch (found?.kind) {
    case undefined:
      return [];
    case "ready":
      return proposed(asked, found.plan, situation.incident);
    case "exists": {
      const { repository, pull, url, state } = found;
      return [pullRequestFound(asked, { repository, number: pull, url, state })];
    }
    case "nothing":
      return [already(asked, nothingLeft(found))];
    case "conflict":
      return [refuse(asked, { code: "rollback-conflict", conflict: found })];
    case "impossible": {
      const { target, why, detail } = found;
      const more = detail === undefined ? {} : { detail };
      return [refuse(asked, { code: "rollback-impossible", target, why, ...more })];
    }
    default:
      return found satisfies never;
  }
};

export const openHotfix: Decider<OpenHotfix> = (asked, { incident, config }) => {
  const refused = refuseUnlessOpen(asked, { incident, config });
  if (refused !== undefined) return refused;
  const { found, title } = asked.command;
  if (found === undefined) return [];
  if (found.kind === "impossible") {
    const { why, detail } = found;
    const more = detail === undefined ? {} : { detail };
    return [refuse(asked, { code: "hotfix-impossible", why, ...more })];
  }
  const { kind: _kind, issue, incidentRepository, ...base } = found;
  const mitigation = nextMitigation(incident);
  const branch = hotfixBranch({ repository: incidentRepository, issue }, mitigation);
  return [{ kind: "HotfixProposed", ...said(asked), mitigation, title, branch, ...base }];
};

function refuseUnlessOpen(
  asked: Asked<ProposeRollback | OpenHotfix>,
  { incident, config }: Situation,
): readonly IncidentEvent[] | undefined {
  const cells = mitigationCells[asked.command.kind];
  const refused = refuseUnlessAllowed(asked, { cells }, { incident, config });
  if (refused !== undefined) return [refused];
  if (isActive(incident.status)) return undefined;
  return [refuse(asked, { code: "ended", status: incident.status })];
}

function proposed(
  asked: Asked<ProposeRollback>,
  plan: RollbackPlan,
  incident: Incident,
): readonly IncidentEvent[] {
  const same = (incident.mitigations ?? []).find((one) => undoesTheSame(one, plan));
  if (same === undefined) {
    const mitigation = nextMitigation(incident);
    return [{ kind: "RollbackProposed", ...said(asked), mitigation, plan }];
  }
  if (same.pull === undefined) {
    return [already(asked, `the pull request for ${plan.target} is being opened`)];
  }
  const { number, url } = same.pull;
  const state = same.state === "draft" || same.state === "open" ? "open" : "merged";
  return [pullRequestFound(asked, { repository: same.repository, number, url, state })];
}

/** A closed attempt, or one that could not be opened, does not stand in the way of the next. */
function undoesTheSame(one: Mitigation, plan: RollbackPlan): boolean {
  if (one.kind !== "rollback" || one.repositoryId !== plan.repositoryId) return false;
  if (one.state === "closed" || one.state === "not-opened") return false;
  return readRollbackBranch(one.branch)?.digits === readRollbackBranch(plan.branch)?.digits;
}

function pullRequestFound(
  asked: Asked,
  pull: { repository: string; number: number; url: string; state: "open" | "merged" },
): IncidentEvent {
  return { kind: "PullRequestFound", ...said(asked), verb: asked.verb, ...pull };
}

function nothingLeft({ target, by }: { target: string; by?: string }): string {
  const since = by === undefined ? "" : `, since ${by}`;
  return `the default branch already is as it would be without ${target}${since}`;
}

export function nextMitigation({ mitigations = [] }: Incident): number {
  return Math.max(0, ...mitigations.map(({ id }) => id)) + 1;
}

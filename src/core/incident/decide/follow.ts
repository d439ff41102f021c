import { said } from "../asked-events.ts";
import type { Asked } from "../commands.ts";
import type { IncidentEvent } from "../events.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../lifecycle.ts";
import { mitigationOf } from "../mitigation.ts";
import type { FollowChecks, FollowPullRequest, ReviewHotfixPlan } from "../mitigation-commands.ts";
import type { Decider } from "./decide.ts";

/** GitHub's word about our pull requests is taken as it is: nobody has to be allowed to give it. */
export const followPullRequest: Decider<FollowPullRequest> = (asked, { incident }) => {
  const { mitigation, to, sha, environment, url, deploys } = asked.command;
  const known = mitigationOf(incident, mitigation);
  if (known?.pull === undefined || known.state === to) return [];
  const isOut = to === "deployed" || (to === "merged" && deploys === false);
  const hurts = isActive(incident.status) && incident.milestones.mitigatedAt === undefined;
  return [
    {
      kind: "PullRequestFollowed",
      ...said(asked),
      mitigation,
      number: known.pull.number,
      what: known.what,
      purpose: known.kind,
      to,
      ...(sha !== undefined && { sha }),
      ...(environment !== undefined && { environment }),
      ...(url !== undefined && { url }),
      proposesMitigated: isOut && hurts && known.proposed !== true,
    },
    ...regression(asked, incident, known.kind),
  ];
};

/** What was being watched is not out after all. */
function regression(
  asked: Asked<FollowPullRequest>,
  { status }: Incident,
  purpose: "rollback" | "hotfix",
): readonly IncidentEvent[] {
  const isBack = asked.command.to === "deploy-failed" && purpose === "rollback";
  if (!isBack || status !== "monitoring") return [];
  return [
    {
      kind: "StatusChanged",
      ...said(asked),
      from: status,
      to: "investigating",
      regression: true,
    },
  ];
}

export const followChecks: Decider<FollowChecks> = (asked, { incident }) => {
  const { mitigation, to, failed } = asked.command;
  const known = mitigationOf(incident, mitigation);
  if (known?.pull === undefined || known.checks === to) return [];
  const { number } = known.pull;
  return [{ kind: "ChecksFollowed", ...said(asked), mitigation, number, to, failed }];
};

export const reviewHotfixPlan: Decider<ReviewHotfixPlan> = (asked, { incident }) => {
  const { mitigation, sha, filled } = asked.command;
  const known = mitigationOf(incident, mitigation);
  if (known?.pull === undefined) return [];
  if (known.planCheck?.sha === sha && known.planCheck.filled === filled) return [];
  const { number } = known.pull;
  return [{ kind: "HotfixPlanReviewed", ...said(asked), mitigation, number, sha, filled }];
};

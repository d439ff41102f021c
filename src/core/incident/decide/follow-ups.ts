import { said } from "../asked-events.ts";
import type { Asked } from "../commands.ts";
import type { IncidentEvent } from "../events.ts";
import type { ActionItem } from "../incident.ts";
import type { TrackedIssue } from "../postmortem.ts";
import type { FollowTrackedIssue } from "../postmortem-commands.ts";
import type { Decider } from "./decide.ts";

/** GitHub's word about the issue of an action item is taken as it is. */
export const followTrackedIssue: Decider<FollowTrackedIssue> = (asked, { incident }) => {
  const { number, state } = asked.command;
  const item = incident.actionItems.find((one) => one.number === number);
  if (item?.tracked === undefined || item.tracked.state === state) return [];
  return [
    { kind: "TrackedIssueFollowed", ...said(asked), number, state },
    ...whatItMeans(asked, item, item.tracked),
  ];
};

function whatItMeans(
  asked: Asked<FollowTrackedIssue>,
  item: ActionItem,
  tracked: TrackedIssue,
): readonly IncidentEvent[] {
  const { number, state, dropped } = asked.command;
  if (state === "open") {
    return item.state === "open" ? [] : [{ kind: "ActionItemReopened", ...said(asked), number }];
  }
  if (item.state !== "open") return [];
  if (dropped === true) {
    const reason = "its issue was closed as not planned";
    return [{ kind: "ActionItemDropped", ...said(asked), number, reason }];
  }
  const link = `${tracked.repository}#${tracked.number}`;
  return [{ kind: "ActionItemCompleted", ...said(asked), number, link }];
}

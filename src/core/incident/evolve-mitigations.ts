import type { Incident } from "./incident.ts";
import type { FollowedRunbook, Mitigation } from "./mitigation.ts";
import type {
  ChecksFollowed,
  HotfixPlanReviewed,
  HotfixProposed,
  PullRequestFollowed,
  PullRequestNotOpened,
  PullRequestOpened,
  RollbackProposed,
  RunbookPosted,
  RunbookStepMarked,
} from "./mitigation-events.ts";
import { compareStamps, readStamp } from "./stamp.ts";

type MitigationEvent =
  | RollbackProposed
  | HotfixProposed
  | PullRequestOpened
  | PullRequestNotOpened
  | PullRequestFollowed
  | ChecksFollowed
  | HotfixPlanReviewed;

/** What a mitigation's events make of the log. */
export function evolveMitigations(incident: Incident, event: MitigationEvent): Incident {
  switch (event.kind) {
    case "RollbackProposed": {
      const { repository, repositoryId, branch, sha, target } = event.plan;
      const what = `rollback of ${target}`;
      return add(incident, event, {
        kind: "rollback",
        repository,
        repositoryId,
        branch,
        sha,
        what,
      });
    }
    case "HotfixProposed": {
      const { repository, repositoryId, branch, sha, title: what } = event;
      return add(incident, event, { kind: "hotfix", repository, repositoryId, branch, sha, what });
    }
    case "PullRequestOpened": {
      const { number, id, url, draft, branch } = event;
      const state = draft ? "draft" : "open";
      return change(incident, event.mitigation, { pull: { number, id, url }, state, branch });
    }
    case "PullRequestNotOpened":
      return change(incident, event.mitigation, { state: "not-opened", why: event.why });
    case "PullRequestFollowed":
      return change(incident, event.mitigation, followed(event));
    case "ChecksFollowed":
      return change(incident, event.mitigation, { checks: event.to });
    case "HotfixPlanReviewed": {
      const { sha, filled } = event;
      return change(incident, event.mitigation, { planCheck: { sha, filled } });
    }
    default:
      return event satisfies never;
  }
}

function add(
  incident: Incident,
  { mitigation: id, stamp, by }: RollbackProposed | HotfixProposed,
  about: Omit<Mitigation, "id" | "stamp" | "by" | "state">,
): Incident {
  const { mitigations = [] } = incident;
  if (mitigations.some((one) => one.id === id)) return incident;
  return {
    ...incident,
    mitigations: [...mitigations, { id, stamp, by, state: "opening", ...about }],
  };
}

function change(incident: Incident, id: number, what: Partial<Mitigation>): Incident {
  const { mitigations = [] } = incident;
  return {
    ...incident,
    mitigations: mitigations.map((one) => (one.id === id ? { ...one, ...what } : one)),
  };
}

function followed(event: PullRequestFollowed): Partial<Mitigation> {
  const { to, sha, environment, stamp, proposesMitigated } = event;
  return {
    state: to,
    ...(to === "merged" && { mergedAt: readStamp(stamp).at }),
    ...(to === "merged" && sha !== undefined && { mergedSha: sha }),
    ...(environment !== undefined && { environment }),
    ...(proposesMitigated && { proposed: true }),
  };
}

/** The runbook posted last is the one that is followed. */
export function evolveRunbook(
  incident: Incident,
  event: RunbookPosted | RunbookStepMarked,
): Incident {
  if (event.kind === "RunbookPosted") return posted(incident, event);
  const { runbook } = incident;
  if (runbook === undefined) return incident;
  const steps = runbook.steps.map((step, index) =>
    index + 1 === event.step ? { text: step.text, state: event.to, by: event.by } : step,
  );
  const setBy = { ...incident.setBy, [`step ${event.step}`]: event.stamp };
  return { ...incident, runbook: { ...runbook, steps }, setBy };
}

function posted(incident: Incident, event: RunbookPosted): Incident {
  const before = incident.runbook;
  if (before?.commentId === event.commentId) return incident;
  if (before !== undefined && compareStamps(before.stamp, event.stamp) > 0) return incident;
  const { name, title, commentId, stamp, steps, picked } = event;
  const others = Object.entries(incident.setBy).filter(([field]) => !/^step \d+$/.test(field));
  const runbook: FollowedRunbook = {
    name,
    title,
    commentId,
    stamp,
    steps: steps.map((text) => ({ text, state: "open" })),
    ...(picked === true && { picked }),
  };
  return { ...incident, runbook, setBy: Object.fromEntries(others) };
}

import type { StepState } from "./mitigation.ts";
import type {
  ChecksFollowed,
  MitigationEvent,
  PullRequestFollowed,
  RunbookStepMarked,
} from "./mitigation-events.ts";

/** How the timeline tells of it; undefined where it does not. */
export function mitigationText(event: MitigationEvent): string | undefined {
  switch (event.kind) {
    case "RollbackProposed":
      return `asked for the rollback of ${event.plan.target}`;
    case "HotfixProposed":
      return `asked for a hotfix: ${event.title}`;
    case "PullRequestOpened":
      return `pull request #${event.number} opened${event.draft ? " as a draft" : ""}`;
    case "PullRequestNotOpened":
      return `the pull request could not be opened: ${event.why}`;
    case "PullRequestFollowed":
      return `${event.purpose === "hotfix" ? "hotfix" : event.what}: ${followedText(event)}`;
    case "ChecksFollowed":
      return event.to === "pending" ? undefined : checksText(event);
    case "RunbookPosted":
      return `runbook: ${event.title}`;
    case "RunbookStepMarked":
      return stepText(event);
    case "PullRequestFound":
    case "HotfixPlanReviewed":
    case "RunbookRequested":
      return undefined;
    default:
      return event satisfies never;
  }
}

function followedText({ to, number, environment }: PullRequestFollowed): string {
  const where = environment === undefined ? "" : ` to ${environment}`;
  switch (to) {
    case "open":
      return `pull request #${number} is ready for review`;
    case "draft":
      return `pull request #${number} is a draft again`;
    case "deployed":
      return `deployed${where}`;
    case "deploy-failed":
      return `its deployment${where} failed`;
    default:
      return `pull request #${number} ${to}`;
  }
}

function checksText({ number, to, failed }: ChecksFollowed): string {
  const names = failed.length === 0 ? "" : `: ${failed.join(", ")}`;
  return `checks of pull request #${number} ${to}${names}`;
}

const stepWords: Record<StepState, string> = {
  open: "open again",
  done: "done",
  skipped: "skipped",
  failed: "failed",
};

function stepText({ step, to, text, note }: RunbookStepMarked): string {
  const detail = note === undefined || note === "" ? "" : ` (${note})`;
  return `runbook step ${step} ${stepWords[to]}: ${text}${detail}`;
}

import type { IncidentEvent } from "../incident/events.ts";
import { sameLogin } from "../incident/permission.ts";

/** Whether an event has something to say in the thread; else a rocket on the comment is enough. */
export function speaks(event: IncidentEvent): boolean {
  switch (event.kind) {
    case "IncidentDeclared":
    case "SeverityChanged":
    case "UpdatePosted":
    case "SeparateIncidentRequested":
    case "QuestionAsked":
    case "NothingChanged":
    case "WarningGiven":
    case "CommandRefused":
    case "RollbackProposed":
    case "HotfixProposed":
    case "PullRequestFound":
    case "PostmortemWaived":
    case "PersonPaged":
      return true;
    case "PullRequestFollowed":
      return event.proposesMitigated || event.to === "deploy-failed";
    case "RoleAssigned":
      return event.handoff !== undefined || !sameLogin(event.login, event.by);
    case "SummaryWritten":
      return event.before !== undefined;
    case "IncidentResolved":
      return event.missing.length > 0;
    default:
      return false;
  }
}

import type { ActionItemEdited, PostmortemEvent } from "./postmortem-events.ts";
import type { Instant } from "./stamp.ts";

/** How the timeline tells of it; undefined where it does not. */
export function postmortemText(event: PostmortemEvent): string | undefined {
  switch (event.kind) {
    case "PostmortemOpened":
      return `postmortem #${event.issue.number} opened`;
    case "PostmortemNotOpened":
      return `the postmortem could not be opened: ${event.why}`;
    case "PostmortemWaived":
      return `postmortem waived: ${event.reason}`;
    case "PostmortemScheduled":
      return `postmortem due ${minuteOf(event.dueAt)}`;
    case "PostmortemOwned":
      return `${event.login} owns the postmortem`;
    case "PostmortemCompleted":
      return "postmortem done";
    case "PostmortemReopened":
      return "postmortem open again";
    case "ActionItemEdited":
      return editedText(event);
    case "ActionItemReopened":
      return `action item ${event.number} open again`;
    case "PostmortemRequested":
    case "PostmortemReviewed":
    case "ActionItemTracked":
    case "TrackedIssueFollowed":
      return undefined;
    default:
      return event satisfies never;
  }
}

function editedText({ number, text, owner, due, type, verified }: ActionItemEdited): string {
  const parts = [
    owner === undefined ? "" : `owner ${owner}`,
    due === undefined ? "" : `due ${due}`,
    type ?? "",
    verified === undefined ? "" : `verified when ${verified}`,
  ].filter((part) => part !== "");
  const rest = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  return `action item ${number} is now: ${text}${rest}`;
}

function minuteOf(instant: Instant): string {
  return `${instant.slice(0, 16).replace("T", " ")} UTC`;
}

import { cut } from "../../std/cut.ts";
import { isClockEvent } from "./clock-events.ts";
import { clockText } from "./clock-texts.ts";
import type { IncidentEvent } from "./events.ts";
import type { Impact, TimelineEntry } from "./incident.ts";
import { mitigationText } from "./mitigation-texts.ts";
import { postmortemText } from "./postmortem-texts.ts";
import { compareStamps } from "./stamp.ts";

/** Longest text an entry keeps, in UTF-16 units; the comment itself holds the rest. */
export const longestEntry = 600;

/** A text as an entry keeps it. */
export function entryText(text: string): string {
  return cut(text, longestEntry);
}

/** The timeline entry an event leaves behind, or nothing. */
export function entryOf(event: IncidentEvent): TimelineEntry | undefined {
  const text = textOf(event);
  if (text === undefined) return undefined;
  const at =
    event.kind === "NoteAdded" || event.kind === "IncidentMitigated" ? event.at : undefined;
  return {
    stamp: event.stamp,
    kind: event.kind,
    by: event.by,
    text: entryText(text),
    ...(at !== undefined && { at }),
  };
}

/** Keeps entries in order of their stamps; entries of one command by their kind. */
export function insertEntry(
  timeline: readonly TimelineEntry[],
  entry: TimelineEntry,
): readonly TimelineEntry[] {
  const place = timeline.findLastIndex((other) => before(other, entry));
  return [...timeline.slice(0, place + 1), entry, ...timeline.slice(place + 1)];
}

function before(a: TimelineEntry, b: TimelineEntry): boolean {
  const order = compareStamps(a.stamp, b.stamp);
  return order === 0 ? a.kind <= b.kind : order < 0;
}

function textOf(event: IncidentEvent): string | undefined {
  if (isClockEvent(event)) return clockText(event);
  switch (event.kind) {
    case "IncidentDeclared":
      return withDetail(event.drill ? "declared a drill" : "declared the incident", event.severity);
    case "IncidentAcknowledged":
      return withDetail("acknowledged", event.note);
    case "SeverityChanged":
      return withDetail(severityText(event), event.reason);
    case "StatusChanged":
      return event.regression
        ? `status: ${event.to} (the mitigation did not hold)`
        : `status: ${event.to}`;
    case "IncidentMitigated":
      return withDetail("mitigated", event.how);
    case "IncidentResolved":
      return withDetail(
        event.forced ? `resolved (forced: ${event.forced})` : "resolved",
        event.summary,
      );
    case "IncidentClosed":
      return withDetail("closed", event.note);
    case "IncidentDismissed":
      return withDetail(dismissalText(event), event.text);
    case "IncidentReopened":
      return withDetail("reopened", event.reason);
    case "RoleAssigned":
      return roleText(event);
    case "RoleVacated":
      return `${event.login} is no longer ${event.role}`;
    case "ResponderJoined":
      return `${event.login} joined as responder`;
    case "ResponderLeft":
      return `${event.login} left the response`;
    case "ImpactStated":
      return withDetail("impact", impactText(event.impact));
    case "ServicesChanged":
      return servicesText(event);
    case "SummaryWritten":
      return withDetail("summary", event.text);
    case "UpdatePosted":
      return withDetail("update", event.text);
    case "NoteAdded":
      return event.text;
    case "LinkAdded":
      return withDetail(
        `${event.relation === "link" ? "linked" : `${event.relation}:`} ${event.target}`,
        event.text,
      );
    case "ActionItemAdded":
      return `action item ${event.number}: ${event.text}`;
    case "ActionItemCompleted":
      return withDetail(`action item ${event.number} done`, event.link);
    case "ActionItemDropped":
      return withDetail(`action item ${event.number} dropped`, event.reason);
    case "RollbackProposed":
    case "HotfixProposed":
    case "PullRequestFound":
    case "PullRequestOpened":
    case "PullRequestNotOpened":
    case "PullRequestFollowed":
    case "ChecksFollowed":
    case "HotfixPlanReviewed":
    case "RunbookRequested":
    case "RunbookPosted":
    case "RunbookStepMarked":
      return mitigationText(event);
    case "PostmortemRequested":
    case "PostmortemOpened":
    case "PostmortemNotOpened":
    case "PostmortemWaived":
    case "PostmortemScheduled":
    case "PostmortemOwned":
    case "PostmortemCompleted":
    case "PostmortemReopened":
    case "PostmortemReviewed":
    case "ActionItemEdited":
    case "ActionItemReopened":
    case "ActionItemTracked":
    case "TrackedIssueFollowed":
      return postmortemText(event);
    case "NoteAmended":
    case "EntryWithdrawn":
    case "SeparateIncidentRequested":
    case "QuestionAsked":
    case "NothingChanged":
    case "WarningGiven":
    case "CommandRefused":
      return undefined;
    default:
      return event satisfies never;
  }
}

function severityText(event: Extract<IncidentEvent, { kind: "SeverityChanged" }>): string {
  return event.from === undefined
    ? `severity: ${event.to}`
    : `severity: ${event.from} → ${event.to}`;
}

function dismissalText(event: Extract<IncidentEvent, { kind: "IncidentDismissed" }>): string {
  const of = event.duplicateOf === undefined ? "" : ` of ${event.duplicateOf}`;
  return `dismissed: ${event.reason}${of}`;
}

function roleText(event: Extract<IncidentEvent, { kind: "RoleAssigned" }>): string {
  if (event.handoff === undefined) return `${event.login} is ${event.role}`;
  return withDetail(`${event.role} handed over to ${event.login}`, event.handoff.note);
}

function servicesText(event: Extract<IncidentEvent, { kind: "ServicesChanged" }>): string {
  const parts = [
    event.add.length > 0 ? `affected: ${event.add.join(", ")}` : "",
    event.remove.length > 0 ? `not affected: ${event.remove.join(", ")}` : "",
  ];
  return parts.filter((part) => part !== "").join("; ");
}

/** Impact in one line: text, then what is counted. */
export function impactText(impact: Impact): string {
  const parts = [
    impact.text,
    impact.users === undefined ? undefined : `users: ${impact.users}`,
    impact.regions === undefined ? undefined : `regions: ${impact.regions.join(", ")}`,
    impact.spreading === undefined ? undefined : impact.spreading ? "spreading" : "not spreading",
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}

function withDetail(text: string, detail: string | undefined): string {
  return detail === undefined || detail === "" ? text : `${text}: ${detail}`;
}

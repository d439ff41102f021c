import type { PolicyTarget } from "../config/clock-settings.ts";
import type { ClockEvent } from "./clock-events.ts";
import type { Reminder } from "./reminder.ts";
import type { Instant } from "./stamp.ts";

/** How the timeline tells of it; undefined where it does not. */
export function clockText(event: ClockEvent): string | undefined {
  switch (event.kind) {
    case "ReminderGiven":
      return reminderText(event.reminder);
    case "RemindersSnoozed":
      return `reminders snoozed until ${minuteOf(event.until)}`;
    case "RemindersUnsnoozed":
      return "reminders are back";
    case "WatchSet":
      return `watched until ${minuteOf(event.until)}`;
    case "EscalationStarted":
      return withReason(`asked to page ${event.policy}`, event.reason);
    case "PersonPaged":
      return withReason(`paged ${event.login}`, event.reason);
    case "IncidentEscalated":
      return `paged level ${event.level} of ${event.policy}: ${event.targets.map(targetText).join(", ")}`;
    case "PageFailed":
      return `could not page ${targetText(event.target)}: ${event.why}`;
    case "PageFollowed":
    case "ReminderAskedFor":
    case "PageSent":
    case "DestinationTold":
    case "RoomShown":
      return undefined;
    default:
      return event satisfies never;
  }
}

/** Whom a policy names, without a mention. */
export function targetText({ by, name }: PolicyTarget): string {
  if (by === "mention") return name;
  return by === "pagerduty" ? `PagerDuty ${name}` : `webhook ${name}`;
}

/** Only what was missed is part of the story, and each only once. */
function reminderText({ subject, step, slot, due }: Reminder): string | undefined {
  if (subject === "acknowledge") return `nobody acknowledged by ${minuteOf(due)}`;
  if (subject === "update" && step === "due") {
    return `the status update due ${minuteOf(due)} is late`;
  }
  return subject === "watch" && slot.startsWith("step1@")
    ? "the watch ended without a regression"
    : undefined;
}

function withReason(text: string, reason: string | undefined): string {
  return reason === undefined ? text : `${text}: ${reason}`;
}

function minuteOf(instant: Instant): string {
  return `${instant.slice(0, 16).replace("T", " ")} UTC`;
}
